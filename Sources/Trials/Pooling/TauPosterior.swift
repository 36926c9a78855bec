import Glibc
import Numerics

/// The posterior of tau: panels of Gauss-Legendre nodes over log tau.
public struct TauPosterior: Sendable, Equatable {
  /// A stretch of u = log(tau / unit) on which 16 nodes integrate to the tolerance.
  struct Panel: Sendable, Equatable {
    let lower: Double
    let upper: Double
    let mass: Double
  }

  struct Node: Sendable, Equatable {
    let tau: Double
    let weight: Double
  }

  let pooling: BayesianPooling
  let effects: [StudyEffect]
  let unit: Double
  /// The logarithm of what densities were divided by.
  let logNormalizer: Double
  let panels: [Panel]
  let nodes: [Node]

  static let rule = QuadratureRule.gaussLegendre(count: 16)

  /// Where panels begin: half units of u about the typical standard error, then wider.
  private static let edges: [Double] = {
    let wide = [8.0, 10, 14, 20, 30, 45, 70, 110, 180, 300]
    let fine = (-12...12).map { 0.5 * Double($0) }
    return wide.reversed().map { -$0 } + fine + wide
  }()

  init(_ pooling: BayesianPooling, _ effects: [StudyEffect]) {
    self.pooling = pooling
    self.effects = effects
    let unit = exp(effects.reduce(0) { $0 + 0.5 * log($1.variance) } / Double(effects.count))
    self.unit = unit
    func logDensity(_ u: Double) -> Double {
      Self.logDensity(pooling, effects, unit: unit, u)
    }
    // Densities relative to the highest seen on a scan, so that none overflows.
    let edges = Self.edges
    let scan = zip(edges, edges.dropFirst()).flatMap { pair in
      Self.points(pair.0, pair.1).map { logDensity($0.u) }
    }
    let peak = scan.reduce(-Double.infinity) { max($0, $1) }
    func density(_ u: Double) -> Double { exp(logDensity(u) - peak) }
    var accepted: [(panel: Panel, points: [(u: Double, mass: Double)])] = []
    var pending = zip(edges, edges.dropFirst()).reversed().map { ($0, $1) }
    while let (lower, upper) = pending.popLast() {
      let middle = 0.5 * (lower + upper)
      func masses(_ from: Double, _ to: Double) -> [(u: Double, mass: Double)] {
        Self.points(from, to).map { (u: $0.u, mass: $0.weight * density($0.u)) }
      }
      let whole = masses(lower, upper)
      let halves = [masses(lower, middle), masses(middle, upper)]
      let sums = [whole, halves[0], halves[1]].map { $0.reduce(0) { $0 + $1.mass } }
      // Absolute: the peak has height 1 and a width of about 0.01 or more.
      if abs(sums[0] - sums[1] - sums[2]) <= 1e-15 || upper - lower < 1e-6 {
        accepted.append((Panel(lower: lower, upper: middle, mass: sums[1]), halves[0]))
        accepted.append((Panel(lower: middle, upper: upper, mass: sums[2]), halves[1]))
      } else {
        pending.append((middle, upper))
        pending.append((lower, middle))
      }
    }
    let total = accepted.reduce(0) { $0 + $1.panel.mass }
    logNormalizer = peak + log(total)
    panels = accepted.map {
      Panel(lower: $0.panel.lower, upper: $0.panel.upper, mass: $0.panel.mass / total)
    }
    nodes = accepted.flatMap(\.points).filter { $0.mass > 1e-20 * total }
      .map { Node(tau: unit * exp($0.u), weight: $0.mass / total) }
  }

  private static func points(_ lower: Double, _ upper: Double) -> [(u: Double, weight: Double)] {
    let (half, middle) = (0.5 * (upper - lower), 0.5 * (lower + upper))
    return zip(rule.nodes, rule.weights).map { (u: middle + half * $0, weight: half * $1) }
  }

  private static func logDensity(
    _ pooling: BayesianPooling, _ effects: [StudyEffect], unit: Double, _ u: Double
  ) -> Double {
    let logTau = u + log(unit)
    let conditional = ConditionalPosterior(
      effects, tauSquared: exp(2 * logTau), meanPrior: pooling.meanPrior)
    return pooling.prior.logDensity(logTau: logTau) + conditional.logLikelihood
  }

  private func densityOfLog(_ u: Double) -> Double {
    exp(Self.logDensity(pooling, effects, unit: unit, u) - logNormalizer)
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
    for panel in panels where panel.lower < u {
      if panel.upper <= u {
        sum += panel.mass
      } else {
        sum += Self.points(panel.lower, u).reduce(0) { $0 + $1.weight * densityOfLog($1.u) }
      }
    }
    return min(1, sum)
  }

  /// The tau with P(tau < x) equal to a probability strictly between 0 and 1.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    var below = 0.0
    for panel in panels {
      if below + panel.mass >= probability {
        let start = below
        let root = try? Brent.root(in: panel.lower...panel.upper, tolerance: 1e-13) { u in
          let part = Self.points(panel.lower, u).reduce(0) { $0 + $1.weight * densityOfLog($1.u) }
          return start + part - probability
        }
        return unit * exp(root ?? panel.upper)
      }
      below += panel.mass
    }
    return unit * exp(panels.last?.upper ?? 0)
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
