import ArgumentParser
import Reports
import Trials

/// `magnify trials claims`: claims held against tables of trials.
struct TrialsClaimsCommand: ResultCommand {
  static let verb = "trials claims"
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "What tables of trials say of claims, and which row decides.",
    discussion: """
      Example:
        magnify trials claims Datasets/claims --trials Datasets/magnesium-trials

      A claim is a row of fields: population, comparator, outcome, direction, size.
      Only the fields are judged. Exit status 3 with --fail-on.
      """)

  @Argument(help: "The claims: a CSV file, a folder with claims.csv, or -.") var claims: String
  @Option(
    name: .customLong("trials"), parsing: .upToNextOption,
    help: .init("Folders or files with the trials.", valueName: "path"))
  var paths: [String]
  @Option(
    help: .init(
      "Differences up to this are none, for claims that say so (a ratio for ratios).",
      valueName: "margin"))
  var mid: Double?
  @Option(help: "Exit with status 3 if a claim is contradicted, or not supported.")
  var failOn: TrialClaimsReport.Gate?
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("--trials names the tables of trials") }
    if let mid, !mid.isFinite || mid == 0 {
      throw ValidationError("--mid is a number other than 0")
    }
    try output.validate(tables: TrialClaimsReport.tableNames, inputs: paths + [claims])
  }

  func outcome() throws -> Outcome {
    let table = try ClaimTable.read(path: claims)
    let trials = try TrialTables.read(paths: paths)
    let findings = output.hiding(table.findings + trials.findings)
    let plan = PoolingPlan(minimalImportantDifference: mid)
    let report = TrialClaimsReport(trials.judge(table.claims, plan: plan), findings: findings)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: table.envelopeInputs + trials.envelopeInputs(),
      options: [.init("mid", .init(mid)), .init("fail_on", .init(failOn?.rawValue))],
      results: report.results, findings: findings)
    let failed = failOn.map(report.fails) ?? false
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables,
      status: failed ? .gateFailed : .done)
  }
}

extension TrialClaimsReport.Gate: ExpressibleByArgument {}
