import Glibc
import Numerics
import Testing

@testable import Trials

/// The formulas of tables against the delta method by finite differences, and against enumeration.
@Suite("Effects of tables")
struct TableEffectTests {
  static let sample = FourfoldCells(a: 17, b: 43, c: 31, d: 39)

  static func effect(_ measure: EffectMeasure, _ cells: FourfoldCells) throws -> RawEffect {
    switch measure {
    case .riskRatio: cells.riskRatio
    case .oddsRatio: cells.logOddsRatio()
    case .oddsRatioAsNormalDifference: cells.logOddsRatio(scale: 1 / 1.65)
    case .oddsRatioAsLogisticDifference: cells.logOddsRatio(scale: 3.0.squareRoot() / Double.pi)
    case .riskDifference: cells.riskDifference
    case .arcsineDifference: cells.arcsineDifference
    case .yuleQ: cells.yuleQ
    case .yuleY: cells.yuleY
    case .probitDifference: cells.probitDifference
    case .phiCoefficient: cells.phiCoefficient
    case .marginalPairedOddsRatio: cells.marginalPairedOddsRatio
    default: try cells.tetrachoricCorrelation()
    }
  }

  /// Two binomial samples: the sum of (df/dp)^2 p (1 - p) / n.
  @Test(arguments: [
    EffectMeasure.riskRatio, .oddsRatio, .oddsRatioAsNormalDifference,
    .oddsRatioAsLogisticDifference, .riskDifference, .arcsineDifference, .yuleQ, .yuleY,
    .probitDifference,
  ])
  func binomialDeltaMethod(_ measure: EffectMeasure) throws {
    let (n1, n2) = (Self.sample.firstRow, Self.sample.secondRow)
    let risks = [Self.sample.a / n1, Self.sample.c / n2]
    func estimate(_ p: [Double]) throws -> Double {
      let cells = FourfoldCells(
        a: n1 * p[0], b: n1 * (1 - p[0]), c: n2 * p[1], d: n2 * (1 - p[1]))
      return try Self.effect(measure, cells).estimate
    }
    var variance = 0.0
    for (index, total) in [n1, n2].enumerated() {
      let slope = try derivative(of: estimate, at: risks, index)
      variance += slope * slope * risks[index] * (1 - risks[index]) / total
    }
    let formula = try Self.effect(measure, Self.sample).variance
    #expect(abs(formula / variance - 1) < 1e-8)
  }

  /// One multinomial sample: (sum g^2 p - (sum g p)^2) / N, g the derivatives by the shares.
  @Test(arguments: [
    EffectMeasure.phiCoefficient, .tetrachoricCorrelation, .marginalPairedOddsRatio,
  ])
  func multinomialDeltaMethod(_ measure: EffectMeasure) throws {
    let total = Self.sample.total
    let shares = [Self.sample.a, Self.sample.b, Self.sample.c, Self.sample.d].map { $0 / total }
    func estimate(_ p: [Double]) throws -> Double {
      try Self.effect(measure, FourfoldCells(a: p[0], b: p[1], c: p[2], d: p[3])).estimate
    }
    var (square, mean) = (0.0, 0.0)
    for (index, share) in shares.enumerated() {
      let slope = try derivative(of: estimate, at: shares, index)
      square += slope * slope * share
      mean += slope * share
    }
    let formula = try Self.effect(measure, Self.sample).variance
    #expect(abs(formula / ((square - mean * mean) / total) - 1) < 1e-7)
  }

  /// escalc("MPOR", ai = 20, bi = 9, ci = 4, di = 17) of metafor 3.8.
  @Test func marginalOddsRatioAsInMetafor() throws {
    let pairs = try PairedEvents(both: 20, treatmentOnly: 9, comparatorOnly: 4, neither: 17)
    let effect = try EffectSpecification(measure: .marginalPairedOddsRatio)
      .effect(of: .pairedEvents(pairs))
    #expect(abs(effect.estimate - 0.4028160999365873) < 1e-14)
    #expect(abs(effect.variance - 0.0822333796471727) < 1e-14)
  }

  /// The tetrachoric correlation gives the cells back, by a product rule on the quadrant.
  @Test func tetrachoricGivesCellsBack() throws {
    let cells = Self.sample
    let rho = try cells.tetrachoricCorrelation().estimate
    let normal = NormalDistribution.standard
    let h = normal.quantile(cells.firstRow / cells.total, tail: .lower)
    let k = normal.quantile(cells.firstColumn / cells.total, tail: .lower)
    // P(X < h, Y < k) is the integral of phi(x) Phi((k - rho x) / sqrt(1 - rho^2)) up to h.
    let probability = try AdaptiveQuadrature().integrate(from: -12, to: h) { x in
      let z = (k - rho * x) / (1 - rho * rho).squareRoot()
      return normal.density(x) * normal.cumulative(z, tail: .lower)
    }
    #expect(abs(probability.value - cells.a / cells.total) < 1e-11)
    #expect(rho < 0)
  }

  /// E and V of Peto's method are the mean and variance of the hypergeometric distribution.
  @Test func petoByEnumeration() throws {
    let events = try table(4, 30, 9, 25)
    let distribution = ConditionalDistribution([events])
    let mean = distribution.mean(logOddsRatio: 0)
    let variance = distribution.variance
    let peto = events.cells.petoOddsRatio
    #expect(abs(peto.variance * variance - 1) < 1e-12)
    #expect(abs(peto.estimate - (4 - mean) / variance) < 1e-11)
  }

  /// The exact variance over all outcomes of two binomial samples, given that events and others
  /// occur in both, tends to the formula at the true risks.
  @Test func varianceByEnumeration() throws {
    let (n, risks) = (300, (0.3, 0.4))
    let first = binomial(n, risks.0)
    let second = binomial(n, risks.1)
    for measure in [EffectMeasure.riskRatio, .oddsRatio] {
      var (weight, sum, square) = (0.0, 0.0, 0.0)
      for i in 1..<n {
        for j in 1..<n {
          let cells = FourfoldCells(
            a: Double(i), b: Double(n - i), c: Double(j), d: Double(n - j))
          let estimate = try Self.effect(measure, cells).estimate
          let probability = first[i] * second[j]
          weight += probability
          sum += probability * estimate
          square += probability * estimate * estimate
        }
      }
      let exact = square / weight - (sum / weight) * (sum / weight)
      let truth = FourfoldCells(a: 90, b: 210, c: 120, d: 180)
      #expect(abs(exact / (try Self.effect(measure, truth).variance) - 1) < 0.02)
    }
  }

  private func binomial(_ n: Int, _ p: Double) -> [Double] {
    (0...n).map {
      exp(
        SpecialFunctions.logChoose(Double(n), Double($0)) + Double($0) * log(p)
          + Double(n - $0) * log(1 - p))
    }
  }

  /// The fourth-order central difference.
  private func derivative(
    of f: ([Double]) throws -> Double, at point: [Double], _ index: Int
  ) throws -> Double {
    func value(_ steps: Double) throws -> Double {
      var moved = point
      moved[index] += steps * 1e-3
      return try f(moved)
    }
    return try (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / 12e-3
  }
}

/// Events among people of treatment and comparator.
func table(_ a: Int, _ n1: Int, _ c: Int, _ n2: Int) throws -> TwoGroupEvents {
  TwoGroupEvents(
    treatment: try GroupEvents(events: a, total: n1),
    comparator: try GroupEvents(events: c, total: n2))
}

extension ConditionalDistribution {
  /// The variance without an effect.
  var variance: Double {
    let mean = mean(logOddsRatio: 0)
    var sum = 0.0
    for (count, probability) in zip(support, probabilities(logOddsRatio: 0)) {
      sum += (Double(count) - mean) * (Double(count) - mean) * probability
    }
    return sum
  }
}
