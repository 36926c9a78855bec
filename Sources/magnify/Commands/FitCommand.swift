import ArgumentParser
import Figures
import MixedModels
import Reports
import Tables

/// `magnify fit`: a linear or generalised linear model, mixed or not, with everything that is asked
/// of it.
struct FitCommand: ResultCommand {
  static let verb = "fit"
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a linear or generalised linear model with or without random effects.",
    discussion: """
      Example:
        magnify fit 'cramps_per_week ~ treatment + period + (1 | person)' \\
          Datasets/crossover-trial/crossover-trial.csv \\
          --levels treatment=placebo,magnesium

      Counts:
        magnify fit 'cramps ~ treatment + (1 + treatment | person)' \\
          Datasets/cramp-diaries/cramp-diaries.csv --family poisson \\
          --correlation 'ar1(night | person)' --levels treatment=placebo,magnesium

      FORMULA is written as for lme4 in R: a + b, a * b, (1 + x | group),
      (x || group), (1 | a/b), 0 +, offset(x), log(x), factor(x). Text columns are
      factors. Events among trials: cbind(events, others), or --trials.
      """)

  @Argument(help: "The model, such as 'y ~ x + (1 | group)'.") var formula: String
  @Argument(help: "The data, a CSV file; - for standard input.") var data: String
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup(title: "Counts and events") var family: FamilyOptions
  @OptionGroup(title: "Inference") var inference: InferenceOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: .init("Save the fitted model for magnify predict.", valueName: "file"))
  var save: String?
  @Option(help: "Write every plot as CSV, Vega-Lite and SVG into this folder.") var plots: String?
  @Flag(help: "Show how long every step took.") var timings = false

  var isLinear: Bool { family.family == .gaussian }

  var plotsFolder: OutputFolder? {
    plots.map { OutputFolder(path: $0, names: ModelFigures.names) }
  }
  var writtenFiles: [String] { save.map { [$0] } ?? [] }

  func outcome() throws -> Outcome {
    var steps = StepClock()
    let table = try Table.read(path: data)
    steps.finish("read")
    var report = try isLinear ? linear(table, &steps) : generalized(table, &steps)
    steps.finish("tests and intervals")
    let (figures, notes) = try figures(of: report)
    let saved = try save.map { OutputFile(path: $0, text: try report.savedText()) }
    steps.finish("figures and files")
    if timings { report.timings = steps.seconds }
    return Outcome(
      envelope: envelope(report, table, notes), page: report.page, tables: report.tables,
      status: .done, figures: figures, files: saved.map { [$0] } ?? [])
  }

  /// What is drawn has to be there; of what is only kept, some may be missing.
  private func figures(
    of report: any FittedModelReport
  ) throws -> (figures: [Figure], notes: [String]) {
    if plots != nil { return (try report.figures(), []) }
    return output.keepsFigures ? report.availableFigures() : ([], [])
  }

  private func linear(_ table: Table, _ steps: inout StepClock) throws -> any FittedModelReport {
    let fitted = try specification(formula).fit(table)
    steps.finish("fit")
    let other = try inference.test.map { try specification($0).fit(table) }
    return try ModelReport(fitted, request, alternative: other, digits: output.digits)
  }

  private func generalized(
    _ table: Table, _ steps: inout StepClock
  ) throws -> any FittedModelReport {
    let fitted = try specification(formula).fitGeneralized(table)
    steps.finish("fit")
    let other = try inference.test.map { try specification($0).fitGeneralized(table) }
    return try GeneralizedModelReport(fitted, request, alternative: other, digits: output.digits)
  }

  private func specification(_ formula: String) -> MixedModelSpecification {
    var specification = model.specification(formula)
    family.apply(to: &specification)
    return specification
  }

  private var request: ModelRequest {
    var request = inference.request
    request.profilePoints = plots == nil ? 0 : 8
    return request
  }

  private func envelope(
    _ report: any FittedModelReport, _ table: Table, _ notes: [String]
  ) -> Envelope {
    let isRandom = inference.ci == .bootstrap || inference.checks
    return Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: [
        .init(
          path: table.source.name, bytes: table.source.bytes, rowsRead: table.rowCount,
          rowsUsed: report.observationCount)
      ],
      options: report.options, seed: isRandom ? Int(clamping: inference.seed) : nil,
      results: report.results, excluded: report.excluded,
      findings: output.hiding(table.notes + report.findings), notes: report.levelNotes + notes)
  }
}
