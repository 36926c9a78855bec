import Glibc
import Numerics

/// The posterior of tau, by quadrature over u = log(tau / unit), unit the typical standard error.
public struct TauPosterior: Sendable, Equatable {
  struct Node: Sendable, Equatable {
    let tau: Double
    let weight: Double
  }

  private let pooling: BayesianPooling
  private let effects: [StudyEffect]
  private let unit: Double
  private let density: DensityPanels
  /// Values of tau with their shares of the posterior.
  let nodes: [Node]

  /// Units of u about the typical standard error, then wider; tau between unit exp(-300) and
  /// unit exp(300).
  private static let edges: [Double] = {
    let wide = [8.0, 10, 14, 20, 30, 45, 70, 110, 180, 300]
    return wide.reversed().map { -$0 } + (-6...6).map(Double.init) + wide
  }()

  init(_ pooling: BayesianPooling, _ effects: [StudyEffect]) {
    self.pooling = pooling
    self.effects = effects
    let unit = exp(effects.reduce(0) { $0 + 0.5 * log($1.variance) } / Double(effects.count))
    self.unit = unit
    let density = DensityPanels(edges: Self.edges) {
      Self.logDensity(pooling, effects, logTau: $0 + log(unit))
    }
    self.density = density
    nodes = density.nodes.map { Node(tau: unit * exp($0.place), weight: $0.weight) }
  }

  /// The logarithm of the density of log tau, but for a constant.
  private static func logDensity(
    _ pooling: BayesianPooling, _ effects: [StudyEffect], logTau: Double
  ) -> Double {
    let conditional = ConditionalPosterior(
      effects, tauSquared: exp(2 * logTau), meanPrior: pooling.meanPrior)
    return pooling.prior.logDensity(logTau: logTau) + conditional.logLikelihood
  }

  private func densityOfLog(_ u: Double) -> Double {
    exp(Self.logDensity(pooling, effects, logTau: u + log(unit)) - density.logIntegral)
  }

  /// The mass of a part of one panel.
  private func mass(from lower: Double, to upper: Double) -> Double {
    DensityPanels.points(lower, upper).reduce(0) { $0 + $1.weight * densityOfLog($1.place) }
  }

  /// The density at tau > 0.
  public func density(_ tau: Double) -> Double {
    tau > 0 ? densityOfLog(log(tau / unit)) / tau : 0
  }

  /// P(tau < x).
  public func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let u = log(x / unit)
    var sum = 0.0
    for panel in density.panels where panel.lower < u {
      sum += panel.upper <= u ? panel.mass : mass(from: panel.lower, to: u)
    }
    return min(1, sum)
  }

  /// The tau with P(tau < x) equal to a probability strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    var below = 0.0
    for panel in density.panels {
      if below + panel.mass >= probability {
        let start = below
        let root = try? Brent.root(in: panel.lower...panel.upper, tolerance: 1e-13) { u in
          start + mass(from: panel.lower, to: u) - probability
        }
        return unit * exp(root ?? panel.upper)
      }
      below += panel.mass
    }
    return unit * exp(density.panels.last?.upper ?? 0)
  }

  public var median: Double { quantile(0.5) }

  /// The mean, nil where the posterior has none.
  public var mean: Double? {
    hasMoment(1) ? nodes.reduce(0) { $0 + $1.weight * $1.tau } : nil
  }

  /// The standard deviation, nil where the posterior has none.
  public var standardDeviation: Double? {
    guard hasMoment(2), let mean else { return nil }
    return nodes.reduce(0) { $0 + $1.weight * ($1.tau - mean) * ($1.tau - mean) }.squareRoot()
  }

  /// The central interval of a coverage.
  public func interval(level: Double = 0.95) -> EffectInterval {
    EffectInterval(lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }

  /// The likelihood falls as tau^-(k - 1) (flat prior of mu) or tau^-k, the prior's density as
  /// tau^-(index + 1): a moment exists below the sum of the exponents less one.
  func hasMoment(_ order: Double) -> Bool {
    let fall = Double(effects.count) - (pooling.meanPrior == .flat ? 1 : 0)
    return order < pooling.prior.tailIndex + fall
  }
}
