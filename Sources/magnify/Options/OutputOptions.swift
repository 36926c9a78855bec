import ArgumentParser
import Reports
import Tables

/// Where results go and how they look: the same for every verb.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, md, html
  }

  @Option(
    name: [.customShort("o"), .long], help: "Write the result to this file; - for standard output.")
  var output: String?
  @Option(help: "How the result is written.") var format = Format.table
  @Flag(help: "The same as --format json.") var json = false
  @Option(help: "With csv: which table of the result (default: the first).") var table: String?
  @Option(help: "Significant digits of tables for people.") var digits = 3
  @Option(help: "Column names: std_error or std.error.") var names = NameStyle.snake
  @Flag(help: "Hide values of the input in messages.") var redact = false
  @Flag(help: "Replace files that exist.") var force = false
  @Flag(help: "Leave the data of the plots out of the JSON (magnify plot and report read them).")
  var noFigures = false
  @Flag(name: .shortAndLong, help: "No warnings, no progress.") var quiet = false
  @Flag(help: "No progress.") var noProgress = false
  @Flag(help: "No colour; at present nothing is coloured.") var noColor = false

  /// - Parameters:
  ///   - tables: the names that `--table` can have.
  ///   - inputs: the files that are read, which the result must not replace.
  func validate(tables: [String], inputs: [String]) throws {
    guard (1...17).contains(digits) else { throw ValidationError("--digits lies between 1 and 17") }
    if let table {
      guard chosen == .csv else { throw ValidationError("--table goes with --format csv") }
      guard tables.contains(table) else {
        let known = tables.joined(separator: ", ")
        throw ValidationError("there is no table '\(table)': choose one of \(known)")
      }
    }
    guard inputs.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("only one file can be standard input")
    }
    if let file, inputs.contains(where: { $0 != "-" && OutputFile.areSame($0, file) }) {
      throw ValidationError("-o names '\(file)', which is read: the result would replace it")
    }
  }

  /// Whether the result holds the data of its plots.
  var keepsFigures: Bool { (chosen == .json || chosen == .html) && !noFigures }

  private var chosen: Format { json ? .json : format }

  /// The file of the result, nil for standard output.
  private var file: String? { output == "-" ? nil : output }

  /// Runs a verb, writes what it gives or why it failed, and ends with its exit status.
  func report(_ command: some ResultCommand) throws {
    let status: ExitStatus
    do {
      try requireWritable(command)
      let outcome = try command.outcome()
      try write(outcome, command.plotsFolder)
      status = outcome.status
    } catch {
      status = report(Failure(error), type(of: command).verb)
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// Fails before any work is done where its result could not be written.
  func requireWritable(_ command: some ResultCommand) throws {
    let plots = command.plotsFolder
    try plots?.requireWritable(overwrite: force)
    let paths = ([file].compactMap { $0 } + command.writtenFiles).filter {
      plots?.holds($0) != true
    }
    try AtomicFile.requireWritable(paths, overwrite: force)
  }

  private func write(_ outcome: Outcome, _ plots: OutputFolder?) throws {
    let text = try rendered(outcome)
    let result = (file.map { [OutputFile(path: $0, text: text)] } ?? []) + outcome.files
    if let plots {
      try plots.making { try write(plots.files(of: outcome.figures) + result) }
    } else {
      try write(result)
    }
    for stream in outcome.streams { try stream.publish() }
    if file == nil { Terminal.out(text) }
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

  /// The result in the chosen format.
  func rendered(_ outcome: Outcome) throws -> String {
    let figures = keepsFigures ? outcome.figures : []
    switch chosen {
    case .table: return outcome.page.text()
    case .md: return outcome.page.markdown()
    case .json:
      return outcome.envelope.rendered(names: names, figures: figures, page: outcome.page)
    case .html:
      let saved = outcome.envelope.json(names: names, figures: figures, page: outcome.page)
      return try ReportPage([SavedResult(saved)], redact: redact).html()
    case .csv:
      let found = outcome.tables.first { table == nil || $0.name == table }
      return found.map { names($0).csv() } ?? ""
    }
  }

  /// Says why a verb failed: on standard error, and with --json as an envelope too.
  private func report(_ failure: Failure, _ verb: String) -> ExitStatus {
    let findings = hiding(failure.findings)
    if chosen == .json {
      let envelope = Envelope(version: Magnify.version, command: verb, findings: findings)
      Terminal.out(envelope.rendered(names: names))
    }
    show(findings)
    return failure.status
  }
}

extension NameStyle: ExpressibleByArgument {}
