import Glibc
import Numerics

/// Draws responses from a fitted generalised model, extra zeros included.
struct GeneralizedSimulator: Sendable {
  private let law: ResponseLaw
  private let trials: [Double]
  private let zeroPredictors: [Double]
  /// What does not vary of eta: X beta and the offset, and the modes where they are kept.
  private let fixed: [Double]
  private let factors: [(design: RandomEffectsDesign, root: Matrix)]
  private let series: Series?

  fileprivate struct Series {
    let design: LatentSeriesDesign
    let order: [Int]
    let parameters: GeneralizedMixedModel.LatentSeries
  }

  init(_ model: GeneralizedMixedModel, _ effects: SimulatedEffects = .new) {
    law = model.law
    trials = model.frame.trials
    zeroPredictors = model.zeroPredictor
    guard effects == .new else {
      (fixed, factors, series) = (model.linearPredictor, [], nil)
      return
    }
    let frame = model.frame
    var fixed = frame.fixed.matrix * model.coefficients
    if !frame.offset.isEmpty { fixed = zip(fixed, frame.offset).map(+) }
    self.fixed = fixed
    factors = zip(frame.random, model.parameters.theta).map { design, theta in
      (design, design.relativeFactor(theta))
    }
    series = model.problem.series.flatMap { design in
      model.series.map { Series(design: design, order: model.problem.order, parameters: $0) }
    }
  }

  /// One draw of all responses: the effects of each factor by levels, the series, the rows.
  func draw(_ stream: inout RandomStream) -> [Double] {
    var predictors = fixed
    for (design, root) in factors {
      let effects = design.levels.indices.flatMap { _ in
        root * (0..<design.width).map { _ in stream.normal() }
      }
      design.add(effects, to: &predictors)
    }
    series?.add(to: &predictors, &stream)
    return predictors.indices.map { row in
      law.distribution(
        law.mean(predictors[row]), trials: trials.isEmpty ? 1 : trials[row],
        zeta: zeroPredictors.isEmpty ? nil : zeroPredictors[row]
      ).draw(using: &stream)
    }
  }
}

extension GeneralizedSimulator.Series {
  /// A stationary process with correlation rho^gap between neighbouring slots.
  func add(to predictors: inout [Double], _ stream: inout RandomStream) {
    var value = 0.0
    var values: [Double] = []
    for gap in design.gaps {
      // At a gap of 0 a series begins.
      let correlation = gap == 0 ? 0 : pow(parameters.correlation, gap)
      value = correlation * value + (1 - correlation * correlation).squareRoot() * stream.normal()
      values.append(parameters.standardDeviation * value)
    }
    for (row, place) in order.enumerated() {
      predictors[place] += values[Int(design.slotOfRow[row])]
    }
  }
}
