import ArgumentParser
import Reports
import Trials

/// `magnify trials effects`: the effect of every comparison, and why others have none.
struct TrialsEffectsCommand: ResultCommand {
  static let verb = "trials effects"
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: "The effect of every comparison, the comparator beside the treatment.",
    discussion: """
      Example:
        magnify trials effects Datasets/magnesium-trials --group idiopathic

      Estimates are on the scale of the analysis, logarithms for ratios; the ratio
      stands in columns of its own.
      """)

  @OptionGroup var input: TrialsInputOptions
  @OptionGroup(title: "Selection") var selection: TrialsSelectionOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try selection.validate()
    try output.validate(tables: TrialEffectsReport.tableNames, inputs: input.paths)
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths)
    let effects = try tables.effects(selection.plan)
    let findings = output.hiding(tables.findings(about: effects))
    let report = TrialEffectsReport(effects, findings: findings, digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: tables.envelopeInputs(used: effects.effects), options: report.options,
      results: report.results, excluded: effects.exclusions, findings: findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables, status: .done)
  }
}
