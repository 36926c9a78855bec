import ArgumentParser
import Trials

/// The tables of trials that a verb reads.
struct TrialsInputOptions: ParsableArguments {
  @Argument(
    help: "Folders with a package, or CSV files, long or wide; - for standard input.")
  var paths: [String]
}
