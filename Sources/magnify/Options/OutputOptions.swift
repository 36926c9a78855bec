import ArgumentParser
import Figures
import NOf1
import Reports
import Tables

/// Where results go and how they look: the same for every verb.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, md
  }

  @Option(name: [.customShort("o"), .long], help: "Write the result to this file.")
  var output: String?
  @Option(help: "table, json, csv or md.") var format = Format.table
  @Flag(help: "The same as --format json.") var json = false
  @Option(help: "With csv: which table of the result (default: the first).") var table: String?
  @Option(help: "Significant digits of tables for people.") var digits = 3
  @Option(help: "Column names: snake (std_error) or broom (std.error).") var names = NameStyle.snake
  @Flag(help: "Hide values of the input in messages.") var redact = false
  @Flag(help: "Replace files that exist.") var force = false
  @Flag(name: .shortAndLong, help: "No warnings, no progress.") var quiet = false
  @Flag(help: "No progress.") var noProgress = false
  @Flag(help: "No colour (there is none yet; NO_COLOR works too).") var noColor = false

  func validate() throws {
    guard (1...17).contains(digits) else { throw ValidationError("--digits lies between 1 and 17") }
    if table != nil && chosen != .csv { throw ValidationError("--table goes with --format csv") }
  }

  private var chosen: Format { json ? .json : format }

  /// Runs a verb, writes what it gives or why it failed, and ends with its exit status.
  func reporting(_ command: String, _ body: () throws -> Outcome) throws {
    let status: ExitStatus
    do {
      let outcome = try body()
      try write(outcome)
      status = outcome.status
    } catch let error where !(error is ValidationError) && !(error is ExitCode) {
      status = report(Failure(error), command)
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func write(_ outcome: Outcome) throws {
    let text = try rendered(outcome)
    let result = output.map { [OutputFile(path: $0, text: text)] } ?? []
    if let (folder, figures) = outcome.plots {
      try folder.making { try write(folder.files(of: figures) + result) }
    } else {
      try write(result)
    }
    if output == nil { Terminal.out(text) }
    if !quiet && chosen != .table && chosen != .md {
      show(outcome.envelope.findings.filter { $0.severity > .information })
    }
  }

  /// All files or none; personal results are for the person's eyes.
  private func write(_ files: [OutputFile]) throws {
    try AtomicFile.writeAll(
      files.map { ($0.path, Array($0.text.utf8)) }, overwrite: force, permissions: 0o600)
  }

  private func show(_ findings: [Finding]) {
    if !findings.isEmpty { Terminal.error(findings.rendered() + "\n") }
  }

  /// The findings as they may be shown: with `--redact` without the values of the input.
  func hiding(_ findings: [Finding]) -> [Finding] {
    redact ? findings.map { $0.redacted() } : findings
  }

  private func rendered(_ outcome: Outcome) throws -> String {
    switch chosen {
    case .table: return outcome.page.text()
    case .md: return outcome.page.markdown()
    case .json: return outcome.envelope.rendered(names: names)
    case .csv:
      let tables = outcome.tables
      guard let found = tables.first(where: { table == nil || $0.name == table }) else {
        let known = tables.map(\.name).joined(separator: ", ")
        throw ValidationError("there is no table '\(table ?? "")': choose one of \(known)")
      }
      return names(found).csv()
    }
  }

  /// Says why a verb failed: on standard error, and with --json as an envelope too.
  private func report(_ failure: Failure, _ command: String) -> ExitStatus {
    let findings = hiding(failure.findings)
    if chosen == .json {
      let envelope = Envelope(version: Magnify.version, command: command, findings: findings)
      Terminal.out(envelope.rendered(names: names))
    }
    show(findings)
    return failure.status
  }
}

extension NameStyle: ExpressibleByArgument {}
