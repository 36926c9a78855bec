import ArgumentParser

/// `magnify explain CODE`: what a finding means, innocent causes first.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a code of an error, warning or note means, and what to do.",
    discussion: """
      Example:
        magnify explain D104

      Without a code: the list of all codes.
      """)

  @Argument(help: "The code, such as D104 or N101.") var code: String?

  func run() throws {
    guard let code else {
      Terminal.out(CommandCatalogue.all.map { "\($0.code)  \($0.title)\n" }.joined())
      return
    }
    let found = CommandCatalogue.all.first { $0.code == code.uppercased() }
    guard let found else {
      throw ValidationError("there is no code '\(code)': magnify explain lists them all")
    }
    Terminal.out("\(found.code): \(found.title)\n\n\(found.text)\n")
  }
}
