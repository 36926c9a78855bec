import Numerics

/// A mixture of normal distributions with known components: a posterior integrated over tau.
///
/// Moments that the posterior does not have (with a heavy-tailed prior and few studies) are nil;
/// quantiles and probabilities always exist.
public struct NormalMixture: Sendable, Equatable {
  struct Component: Sendable, Equatable {
    let weight: Double
    let mean: Double
    let standardDeviation: Double
  }

  let components: [Component]
  /// The mean, nil where it does not exist.
  public let mean: Double?
  /// The standard deviation, nil where it does not exist.
  public let standardDeviation: Double?

  init(_ components: [Component], hasMean: Bool, hasVariance: Bool) {
    self.components = components
    let center = components.reduce(0) { $0 + $1.weight * $1.mean }
    let variance = components.reduce(0.0) { sum, component in
      let deviation = component.mean - center
      let spread = component.standardDeviation * component.standardDeviation
      return sum + component.weight * (spread + deviation * deviation)
    }
    mean = hasMean ? center : nil
    standardDeviation = hasVariance ? variance.squareRoot() : nil
  }

  /// P(X < x), or P(X > x).
  public func probability(_ tail: Tail, _ x: Double) -> Double {
    components.reduce(0) { sum, component in
      let z = (x - component.mean) / component.standardDeviation
      return sum + component.weight * NormalDistribution.standard.cumulative(z, tail: tail)
    }
  }

  public func density(_ x: Double) -> Double {
    components.reduce(0) { sum, component in
      let z = (x - component.mean) / component.standardDeviation
      let density = NormalDistribution.standard.density(z) / component.standardDeviation
      return sum + component.weight * density
    }
  }

  /// The x with P(X < x) equal to a probability strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    let tail: Tail = probability <= 0.5 ? .lower : .upper
    let target = tail == .lower ? probability : 1 - probability
    let heaviest = components.max { $0.weight < $1.weight }
    let center = heaviest?.mean ?? 0
    var reach = 4 * (heaviest?.standardDeviation ?? 1)
    func excess(_ x: Double) -> Double {
      let value = self.probability(tail, x) - target
      return tail == .lower ? value : -value
    }
    while reach < 1e300, excess(center - reach) > 0 || excess(center + reach) < 0 { reach *= 2 }
    let root = try? Brent.root(
      in: (center - reach)...(center + reach), tolerance: 1e-14 * reach, of: excess)
    return root ?? center
  }

  public var median: Double { quantile(0.5) }

  /// The central interval of a coverage.
  public func interval(level: Double = 0.95) -> EffectInterval {
    EffectInterval(lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }
}
