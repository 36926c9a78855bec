import ArgumentParser
import NOf1
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

  func run() throws {
    let all = (TablesCatalogue.explanations + NOf1Catalogue.explanations)
      .sorted { $0.code < $1.code }
    guard let code else {
      Terminal.out(all.map { "\($0.code)  \($0.title)\n" }.joined())
      return
    }
    guard let found = all.first(where: { $0.code == code.uppercased() }) else {
      throw ValidationError("there is no code '\(code)': magnify explain lists them all")
    }
    Terminal.out("\(found.code): \(found.title)\n\n\(found.text)\n")
  }
}
