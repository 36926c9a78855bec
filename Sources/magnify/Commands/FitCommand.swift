import ArgumentParser
import Figures
import MixedModels
import Reports
import Tables

/// `magnify fit`: a linear model, mixed or not, with everything that is asked of it.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a linear model with or without random effects.",
    discussion: """
      Example:
        magnify fit 'cramps_per_week ~ treatment + period + (1 | person)' \\
          Datasets/crossover-trial/crossover-trial.csv \\
          --levels treatment=placebo,magnesium

      FORMULA is written as for lme4 in R: a + b, a * b, (1 + x | group),
      (x || group), (1 | a/b), 0 +, offset(x), log(x), factor(x). Text columns are
      factors.
      """)

  @Argument(help: "The model, such as 'y ~ x + (1 | group)'.") var formula: String
  @Argument(help: "The data, a CSV file; - for standard input.") var data: String
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Inference") var inference: InferenceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: .init("Save the fitted model for magnify predict.", valueName: "file"))
  var save: String?
  @Option(help: "Write every plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?
  @Flag(help: "Show how long every step took.") var timings = false

  func validate() throws {
    try model.validate()
    try inference.validate()
    try output.validate(tables: ModelReport.tableNames, inputs: [data])
    guard inference.information == nil || inference.df.defaultInformation != nil else {
      throw ValidationError("--information goes with --df satterthwaite or kenward-roger")
    }
    if model.estimation == .ml && inference.df == .kenwardRoger {
      throw ValidationError("--df kenward-roger goes with --reml")
    }
    try requireAsked(output.table)
    if let save, data != "-", OutputFile.areSame(save, data) {
      throw ValidationError("--save names '\(save)', which is read: it would be replaced")
    }
  }

  /// Tables that are there only when they are asked for.
  private func requireAsked(_ table: String?) throws {
    let asked: (flag: String, given: Bool)? =
      switch table {
      case "anova": ("--anova", inference.anova != nil)
      case "means", "differences": ("--means", !inference.means.isEmpty)
      case "test": ("--test", inference.test != nil)
      case "conditional_modes": ("--modes", inference.modes)
      case "timings": ("--timings", timings)
      default: nil
      }
    if let table, let asked, !asked.given {
      throw ValidationError("--table \(table) goes with \(asked.flag)")
    }
  }

  func run() throws {
    let folder = plots.map { OutputFolder(path: $0, names: ModelFigures.names) }
    try output.reporting("fit", plots: folder, files: save.map { [$0] } ?? []) { () -> Outcome in
      var steps = StepClock()
      let table = try Table.read(path: data)
      steps.finish("read")
      let fitted = try model.specification(formula).fit(table)
      steps.finish("fit")
      var request = inference.request
      request.profilePoints = folder == nil ? 0 : 8
      request.alternative = try inference.test.map { try model.specification($0).fit(table) }
      var report = try ModelReport(fitted, request, digits: output.digits)
      steps.finish("tests and intervals")
      let figures = folder == nil ? [] : try report.figures()
      let saved = try save.map { OutputFile(path: $0, text: try SavedModel(fitted).fileText()) }
      steps.finish("figures and files")
      if timings { report.timings = steps.seconds }
      return Outcome(
        envelope: envelope(report, table), page: report.page, tables: report.tables,
        status: .done, figures: figures, files: saved.map { [$0] } ?? [])
    }
  }

  private func envelope(_ report: ModelReport, _ table: Table) -> Envelope {
    Envelope(
      version: Magnify.version, command: "fit",
      inputs: [
        .init(
          path: table.source.name, bytes: table.source.bytes, rowsRead: table.rowCount,
          rowsUsed: report.model.observationCount)
      ],
      options: report.options,
      seed: inference.ci == .bootstrap ? Int(clamping: inference.seed) : nil,
      results: report.results, excluded: report.excluded,
      findings: output.hiding(table.notes + report.findings),
      notes: report.levelNotes)
  }
}
