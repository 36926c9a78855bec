import ArgumentParser

@main
struct Magnify: ParsableCommand {}
