import ArgumentParser
import Figures
import Reports
import Trials

/// `magnify trials pool`: trials pooled by one policy, every method beside it.
struct TrialsPoolCommand: ResultCommand {
  static let verb = "trials pool"
  static let configuration = CommandConfiguration(
    commandName: "pool",
    abstract: "Pool controlled trials: the effect and its interval first, every method beside.",
    discussion: """
      Example:
        magnify trials pool Datasets/magnesium-trials --group idiopathic
        magnify trials pool Datasets/magnesium-trials --measure ROM --ci hksj

      Uncontrolled results are shown and never pooled with the others. Status 4,
      with the whole result, where no controlled trial prints numbers.
      """)

  @OptionGroup var input: TrialsInputOptions
  @OptionGroup(title: "Selection") var selection: TrialsSelectionOptions
  @OptionGroup(title: "Pooling") var pooling: TrialsPoolingOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(
    help: .init(
      "Save what the trials predict for a new setting, for nof1 --prior trials:FILE.",
      valueName: "file"))
  var savePrior: String?
  @Option(help: "Write every plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?

  func validate() throws {
    try selection.validate()
    try pooling.validate()
    try output.validate(tables: TrialPoolingReport.tableNames, inputs: input.paths)
    if let savePrior, input.paths.contains(where: { OutputFile.areSame($0, savePrior) }) {
      throw ValidationError(
        "--save-prior names '\(savePrior)', which is read: it would be replaced")
    }
  }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: TrialPoolingReport.figureNames) }
  }
  var writtenFiles: [String] { savePrior.map { [$0] } ?? [] }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths, moderators: pooling.columns)
    let pooled = try tables.pool(pooling.applied(to: selection.plan))
    let report = try TrialPoolingReport(
      pooled, tables: tables, interval: pooling.ci?.rawValue,
      findings: output.hiding(tables.findings(about: pooled.effects)), digits: output.digits)
    let inputs = tables.envelopeInputs(used: pooled.effects.effects)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb, inputs: inputs,
      options: report.options, results: report.results, excluded: pooled.effects.exclusions,
      findings: report.findings)
    let prior = savePrior.flatMap { path in
      SavedPrior(pooled, inputs: inputs).map { OutputFile(path: path, text: $0.fileText) }
    }
    return Outcome(
      envelope: envelope, page: report.page, tables: report.tables,
      status: report.isEstimable ? .done : .notEstimable,
      figures: report.figures, files: prior.map { [$0] } ?? [])
  }
}
