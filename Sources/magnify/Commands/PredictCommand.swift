import ArgumentParser
import MixedModels
import Reports
import Tables

/// `magnify predict`: the means of rows by a saved model.
struct PredictCommand: ResultCommand {
  static let verb = "predict"
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the rows of a table by a fitted model.",
    discussion: """
      Example:
        magnify predict fit.json new.csv --interval mean

      FIT.json is what magnify fit --save wrote, of any family. NEW.csv has the columns of the
      formula; the response is not needed.
      """)

  @Argument(help: "The saved model.") var fit: String
  @Argument(help: "The rows to predict, a CSV file; - for standard input.") var new: String
  @OptionGroup(title: "Output") var output: OutputOptions

  @Option(help: "Whose mean: of the row's own groups, or over all groups.")
  var target = PredictionTarget.conditional
  @Option(help: "Of other families than gaussian: the mean, or the linear predictor.")
  var scale = PredictionScale.response
  @Flag(
    help: """
      Of other families than gaussian: average over the random effects instead of taking a group \
      in the middle.
      """)
  var average = false
  @Option(help: "The interval: for the mean, or for a new observation.")
  var interval = PredictionInterval.none
  @Option(help: "At levels that the model was not fitted to: refuse, or the population's mean.")
  var newLevels = NewLevelPolicy.refuse
  @Option(help: "Coverage of every interval.") var level = 0.95

  func validate() throws {
    try output.validate(tables: PredictionReport.tableNames, inputs: [fit, new])
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard scale == .response || interval != .observation else {
      throw ValidationError("--interval observation goes with --scale response")
    }
    guard scale == .response || !average else {
      throw ValidationError("--average goes with --scale response")
    }
  }

  func outcome() throws -> Outcome {
    let source = try TableSource.read(path: fit)
    let model = try SavedFit(file: source)
    let table = try Table.read(path: new)
    let prediction = try model.predict(
      table, target, newLevels: newLevels, scale: scale, averaging: average,
      interval: interval, level: level)
    let report = PredictionReport(
      model, prediction, target: target, scale: scale, averaging: average, level: level,
      digits: output.digits)
    return Outcome(
      envelope: envelope(report, source, table), page: report.page, tables: report.tables,
      status: .done)
  }

  private func envelope(
    _ report: PredictionReport, _ source: TableSource, _ table: Table
  ) -> Envelope {
    Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: [
        .init(path: source.name, bytes: source.bytes, rowsRead: 0, rowsUsed: 0),
        .init(
          path: table.source.name, bytes: table.source.bytes, rowsRead: table.rowCount,
          rowsUsed: report.prediction.rows.count),
      ],
      options: [
        .init("formula", .string(report.model.specification.formula)),
        .init("target", .string(target.rawValue)), .init("scale", .string(scale.rawValue)),
        .init("average", .bool(average)), .init("interval", .string(interval.rawValue)),
        .init("new_levels", .string(newLevels.rawValue)), .init("level", .number(level)),
      ],
      results: report.results, excluded: report.excluded,
      findings:
        output.hiding(table.notes + report.prediction.findings))
  }
}

extension PredictionTarget: ExpressibleByArgument {}
extension PredictionScale: ExpressibleByArgument {}
extension PredictionInterval: ExpressibleByArgument {}
extension NewLevelPolicy: ExpressibleByArgument {}
