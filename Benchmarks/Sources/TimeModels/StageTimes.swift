import MixedModels
import Tables

/// How long the stages of a fit take, in seconds: the least of several runs.
struct StageTimes {
  /// From the table to the model frame: the formula read, columns coded and evaluated.
  let frame: Double
  /// From the frame to the cross-products and the start.
  let products: Double
  /// The deviance at one value of the parameters.
  let evaluation: Double
  /// Its gradient there.
  let gradient: Double
  /// From the table to the estimates.
  let fit: Double
  let evaluations: Int

  init(_ specification: MixedModelSpecification, _ table: Table, seconds: Double) throws {
    frame = try RepeatedTiming(seconds: seconds) { _ = try specification.frame(table) }.minimum
    let known = try specification.frame(table)
    products = try RepeatedTiming(seconds: seconds) {
      _ = try DevianceFunction(specification, frame: known)
    }.minimum
    let deviance = try DevianceFunction(specification, frame: known)
    evaluation = try RepeatedTiming(seconds: seconds) {
      _ = try deviance.value(at: deviance.start)
    }.minimum
    gradient = RepeatedTiming(seconds: seconds) { _ = deviance.gradient() }.minimum
    fit = try RepeatedTiming(seconds: seconds) { _ = try specification.fit(table) }.minimum
    evaluations = try specification.fit(table).convergence.evaluations
  }

  static let header = "frame,products,evaluation,gradient,fit,evaluations"

  var csv: String {
    [frame, products, evaluation, gradient, fit].map { "\($0)," }.joined() + "\(evaluations)"
  }
}
