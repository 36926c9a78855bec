import ArgumentParser
import Figures
import NOf1
import Reports
import Synchronization
import Tables

/// `magnify nof1 pool`: many people's logs under one model.
struct PoolCommand: ResultCommand {
  static let verb = "nof1 pool"
  static let configuration = CommandConfiguration(
    commandName: "pool",
    abstract: "Many people's logs: the average effect, and how much people differ.",
    discussion: """
      Example:
        magnify nof1 pool logs --reference placebo --people people.csv
        magnify nof1 pool everybody.csv --person person --plots plots

      A folder stands for its CSV files, one log each, in the order of their names.
      Everybody's row goes to --people; with 1,000 people or fewer the result holds
      them too.
      """)

  @Argument(help: "Logs, folders of logs, or one table with --person.") var paths: [String]
  @OptionGroup(title: "Study") var study: PoolOptions
  @Option(help: .init("Write a row for every person to this CSV file.", valueName: "file"))
  var people: String?
  @OptionGroup(title: "Output") var output: OutputOptions
  @Option(help: "Coverage of every interval.") var level = 0.95
  @Option(help: "Threads (default: one a processor); results do not change.") var jobs: Int?
  @Option(help: "Write every plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?

  /// Most people that a result holds itself.
  private static let mostInResult = 1000

  func validate() throws {
    try study.validate()
    try output.validate(
      tables: PopulationReport.tableNames, inputs: paths + [study.study].compactMap { $0 })
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    guard study.person == nil || paths.count == 1 else {
      throw ValidationError("--person goes with one file that holds everybody")
    }
    if let people, paths.contains(where: { OutputFile.areSame($0, people) }) {
      throw ValidationError("--people names '\(people)', which is read: it would be replaced")
    }
  }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: PersonalFigures.peopleNames) }
  }
  var writtenFiles: [String] { people.map { [$0] } ?? [] }

  func outcome() throws -> Outcome {
    let studyInput = try study.study.map { try StudyInput(path: $0) }
    let settings = (studyInput?.file ?? StudyFile()).overridden(by: study.overrides)
    let inputs = try PoolInputs(paths: paths, person: study.person)
    let left = LeftOut()
    let progress = ProgressLine(enabled: !output.quiet && !output.noProgress)
    defer { progress.finish() }
    let accumulator = try PopulationAccumulator(
      settings: settings, options: options(progress, left, of: inputs.count))
    try inputs.add(to: accumulator)
    let rows = try PeopleFile(path: people, overwrite: output.force)
    var kept: [PopulationAnalysis.Person] = []
    let analysis = try accumulator.analyze { person in
      try rows.append(person)
      if accumulator.persons <= PoolCommand.mostInResult { kept.append(person) }
    }
    let report = PopulationReport(analysis, people: kept, level: level, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: inputs.envelopeInputs + [studyInput?.envelopeInput].compactMap { $0 },
      options: report.options(level: level), results: report.results,
      excluded: left.exclusions, notes: notes(settings, analysis))
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done,
      figures: [PersonalFigures.people(kept, of: analysis)].compactMap { $0 },
      streams: try rows.finished().map { [$0] } ?? [])
  }

  private func options(
    _ progress: ProgressLine, _ left: LeftOut, of count: Int
  ) -> PopulationOptions {
    var options = PopulationOptions()
    options.level = level
    options.prior = study.prior
    options.jobs = jobs ?? Clock.processors()
    options.skipsUnusable = study.skipUnusable
    options.excluded = { left.add($0) }
    options.progress = { done in progress.show(done, of: count, what: "logs") }
    return options
  }

  private func notes(_ settings: StudyFile, _ analysis: PopulationAnalysis) -> [String] {
    var notes: [String] = []
    if settings.randomised != true && settings.randomisation == nil {
      notes.append(
        "Nothing says that the orders were drawn at random: what changed over time or with the"
          + " treatment is then part of the effect.")
    }
    if analysis.persons > PoolCommand.mostInResult && people == nil {
      notes.append("With --people FILE every person's row is written to a file.")
    }
    return notes
  }
}

/// Who was left out, and why.
private final class LeftOut: Sendable {
  private let list = Mutex<[Envelope.Exclusion]>([])

  func add(_ person: ExcludedPerson) {
    let reasons = person.findings.prefix(3).map { "\($0.code) \($0.message)" }
    list.withLock {
      $0.append(.init(what: person.person, reason: reasons.joined(separator: "; ")))
    }
  }

  var exclusions: [Envelope.Exclusion] { list.withLock { $0 } }
}

/// The rows of all people, written as they come.
private final class PeopleFile {
  private let file: StreamedFile?
  private var writer = CSVWriter(header: PopulationReport.personColumns)

  init(path: String?, overwrite: Bool) throws {
    file = try path.map {
      try StreamedFile(path: $0, overwrite: overwrite, permissions: 0o600)
    }
  }

  func append(_ person: PopulationAnalysis.Person) throws {
    guard let file else { return }
    writer.append(PopulationReport.row(person).map(CSVWriter.Cell.init))
    if writer.bytes.count > 1 << 16 { try file.append(writer.takeBytes()) }
  }

  /// The file with all rows, to be published.
  func finished() throws -> StreamedFile? {
    try file?.append(writer.takeBytes())
    return file
  }
}
