import ArgumentParser
import Reports
import Tables

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

  private var explanation: CodeExplanation? {
    CommandCatalogue.all.first { $0.code == code?.uppercased() }
  }

  func validate() throws {
    if let code, explanation == nil {
      throw ValidationError("there is no code '\(code)': magnify explain lists them all")
    }
  }

  func run() {
    if let explanation {
      let lines = DisplayText.wrapped(explanation.text, width: 78)
      Terminal.out("\(explanation.code): \(explanation.title)\n\n")
      Terminal.out(lines.map { $0 + "\n" }.joined())
    } else {
      Terminal.out(CommandCatalogue.all.map { "\($0.code)  \($0.title)\n" }.joined())
    }
  }
}
