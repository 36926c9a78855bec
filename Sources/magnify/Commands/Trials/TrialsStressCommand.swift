import ArgumentParser
import Figures
import Reports
import Trials

/// `magnify trials stress`: the pooled effect under every reasonable choice.
struct TrialsStressCommand: ResultCommand {
  static let verb = "trials stress"
  static let configuration = CommandConfiguration(
    commandName: "stress",
    abstract: "The pooled effect under every choice that a reasonable analyst might make.",
    discussion: """
      Example:
        magnify trials stress Datasets/magnesium-trials --group idiopathic
      """)

  @OptionGroup var input: TrialsInputOptions
  @OptionGroup(title: "Selection") var selection: TrialsSelectionOptions
  @OptionGroup(title: "Pooling") var pooling: TrialsPoolingOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: "Write the plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?

  func validate() throws {
    try selection.validate()
    try pooling.validate()
    try output.validate(tables: TrialStressReport.tableNames, inputs: input.paths)
  }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: TrialStressReport.figureNames) }
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths, moderators: pooling.columns)
    let stress = try tables.stress(pooling.applied(to: selection.plan))
    let report = try TrialStressReport(
      stress, tables: tables, findings: output.hiding(tables.findings(about: stress.effects)),
      digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: tables.envelopeInputs(used: stress.effects.effects), options: report.options,
      results: report.results, excluded: stress.effects.exclusions, findings: report.findings)
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables,
      status: report.isEstimable ? .done : .notEstimable,
      figures: report.figures)
  }
}
