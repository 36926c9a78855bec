import Foundation
import Numerics

@testable import MixedModels

/// Random data of one generalised model, and the model.
enum GeneratedRows: String, CaseIterable {
  /// Counts with a random intercept and slope.
  case slopes
  /// Overdispersed counts with a random intercept.
  case overdispersed
  /// Counts with extra zeros, by x.
  case extraZeros
  /// Events among trials with a random intercept, by quadrature.
  case events
  /// Counts with a latent series.
  case series

  var specification: MixedModelSpecification {
    switch self {
    case .slopes: MixedModelsTests.specification("y ~ x + (x | g)", .poisson)
    case .overdispersed:
      MixedModelsTests.specification("y ~ x + (1 | g)", .negativeBinomial2)
    case .extraZeros:
      MixedModelsTests.specification("y ~ x", .poisson) { $0.zeroInflation = "~ x" }
    case .events:
      MixedModelsTests.specification("y ~ x + (1 | g)", .binomial) {
        $0.trials = "n"
        $0.integration = .gaussHermite(nodes: 7)
      }
    case .series:
      MixedModelsTests.specification("y ~ x", .poisson) { $0.correlation = "ar1(t | g)" }
    }
  }

  func model(
    seed: UInt64, levels: Int = 20, rows: Int = 8, unit: Double = 1
  ) throws -> GeneralizedMixedModel {
    try specification.fitGeneralized(
      makeTable(text(seed: seed, levels: levels, rows: rows, unit: unit)))
  }

  /// Columns y, n, x, t and g; x in units of 1 / `unit`.
  func text(seed: UInt64, levels: Int, rows: Int, unit: Double) -> String {
    var stream = RandomStream(seed: seed)
    var lines = ["y,n,x,t,g"]
    for level in 0..<levels {
      let effects = [0.5 * stream.normal(), 0.4 * stream.normal()]
      var latent = stream.normal()
      for row in 0..<rows {
        let x = stream.normal()
        latent = 0.6 * latent + 0.8 * stream.normal()
        let y = response(x, effects, latent, &stream)
        lines.append("\(y),6,\(x * unit),\(row),g\(level)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func response(
    _ x: Double, _ effects: [Double], _ latent: Double, _ stream: inout RandomStream
  ) -> Int {
    switch self {
    case .slopes:
      return stream.poisson(mean: exp(1 + effects[0] + (0.3 + effects[1]) * x))
    case .overdispersed:
      return stream.negativeBinomial(size: 2, mean: exp(1 + 0.3 * x + effects[0]))
    case .extraZeros:
      let extra = SpecialFunctions.logistic(-0.8 + 0.5 * x)
      return stream.uniform() < extra ? 0 : stream.poisson(mean: exp(1 + 0.3 * x))
    case .events:
      let probability = SpecialFunctions.logistic(-0.5 + 0.4 * x + 2 * effects[0])
      return stream.binomial(size: 6, probability: probability)
    case .series: return stream.poisson(mean: exp(1 + 0.3 * x + 0.6 * latent))
    }
  }
}
