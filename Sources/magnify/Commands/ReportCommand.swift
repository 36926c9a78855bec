import ArgumentParser
import Figures
import Reports
import Tables

/// `magnify report`: one HTML page from saved results.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "One HTML page from saved results, readable anywhere.",
    usage: "magnify report <results> ... [<options>]",
    discussion: """
      Example:
        magnify report result.json -o page.html

      A result is what a verb writes with --json. The page holds everything itself:
      it loads nothing, runs nothing, and every rounded number leads to its full
      value. Several results share one page, in the order given.
      """)

  @Argument(help: "Results that verbs wrote with --json.") var results: [String]
  @Option(
    name: [.customShort("o"), .long], help: "Write the page to this file; - for standard output.")
  var output: String?
  @Option(help: "Title of the page (default: that of the result).") var title: String?
  @Flag(help: "Replace a file that exists.") var force = false
  @Flag(help: "Hide values of the input in what was found.") var redact = false

  func validate() throws {
    guard results.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("only one file can be standard input")
    }
    if let file, results.contains(where: { $0 != "-" && OutputFile.areSame($0, file) }) {
      throw ValidationError("-o names '\(file)', which is read: the page would replace it")
    }
    guard title != "" else { throw ValidationError("--title is empty") }
  }

  func run() throws {
    do {
      try AtomicFile.requireWritable([file].compactMap { $0 }, overwrite: force)
      let page = try page().html()
      if let file {
        try AtomicFile.write(Array(page.utf8), to: file, overwrite: force, permissions: 0o600)
      } else {
        Terminal.out(page)
      }
    } catch {
      let failure = Failure(error)
      let findings = redact ? failure.findings.map { $0.redacted() } : failure.findings
      Terminal.error(findings.rendered() + "\n")
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// The file of the page, nil for standard output.
  private var file: String? { output == "-" ? nil : output }

  private func page() throws -> ReportPage {
    let sections = try results.enumerated().map { index, path in
      try SavedResultInput(path: path) { result throws(SavedResultError) in
        try ResultSection(result, number: index + 1, redact: redact)
      }.content
    }
    return ReportPage(sections, title: title)
  }
}
