import Glibc
import Numerics
import Testing

@testable import Trials

/// The conditional models by a fine trapezoidal rule over the random effect, which is exact to
/// rounding for such smooth integrands, maximised without derivatives.
struct DenseConditional {
  /// log P of a study's count at an effect, from the definition.
  let logProbabilities: [(Double) -> Double]

  /// Of the noncentral hypergeometric distribution.
  static func exact(_ tables: [TwoGroupEvents]) -> DenseConditional {
    DenseConditional(
      logProbabilities: tables.map { table in
        let (n1, n2) = (Double(table.treatment.total), Double(table.comparator.total))
        let (a, m) = (
          table.treatment.events, table.treatment.events + table.comparator.events
        )
        let support =
          max(0, m - table.comparator.total)...min(m, table.treatment.total)
        return { effect in
          let logs = support.map { k in
            SpecialFunctions.logChoose(n1, Double(k))
              + SpecialFunctions.logChoose(n2, Double(m - k)) + Double(k) * effect
          }
          let largest = logs.max() ?? 0
          let sum = logs.reduce(0) { $0 + exp($1 - largest) }
          return logs[a - support.lowerBound] - largest - log(sum)
        }
      })
  }

  /// Binomial events of all events, with odds exp(effect + offset).
  static func binomial(_ rows: [(events: Int, total: Int, offset: Double)]) -> DenseConditional {
    DenseConditional(
      logProbabilities: rows.map { row in
        let (x, n) = (Double(row.events), Double(row.total))
        return { effect in
          let eta = effect + row.offset
          return SpecialFunctions.logChoose(n, x) + x * eta
            - n * (max(eta, 0) + log1p(exp(-abs(eta))))
        }
      })
  }

  func deviance(_ theta: Double, _ tau: Double) -> Double {
    let step = 0.05
    return logProbabilities.reduce(0) { sum, logProbability in
      var total = 0.0
      for place in -180...180 {
        let z = Double(place) * step
        total += exp(logProbability(theta + tau * z) - 0.5 * z * z)
      }
      return sum - 2 * log(total * step / (2 * Double.pi).squareRoot())
    }
  }

  func minimum() throws -> (theta: Double, tau: Double, value: Double) {
    let found = try DerivativeFreeMinimizer().minimize(
      from: [-0.3, 0.4], lower: [-5, 0], upper: [5, 4]
    ) { deviance($0[0], $0[1]) }
    return (found.argument[0], found.argument[1], found.value)
  }

  /// The standard error of theta from second differences of the deviance.
  func standardError(_ theta: Double, _ tau: Double) -> Double {
    let h = 1e-3
    func second(_ a: Double, _ b: Double) -> Double {
      (deviance(theta + a + b, tau) - deviance(theta + a - b, tau)
        - deviance(theta - a + b, tau) + deviance(theta - a - b, tau))
    }
    let across = second(h / 2, h / 2) / (h * h)
    func down(_ shift: Double) -> Double {
      deviance(theta + shift, tau + h) - deviance(theta + shift, tau - h)
    }
    let mixed = (down(h) - down(-h)) / (4 * h * h)
    let own =
      (deviance(theta, tau + h) - 2 * deviance(theta, tau) + deviance(theta, tau - h)) / (h * h)
    return (2 / (across - mixed * mixed / own)).squareRoot()
  }
}

@Suite("Conditional models of counts against brute force")
struct ConditionalTwinTests {
  /// Small tables with empty cells, and heterogeneity.
  static let tables: [TwoGroupEvents] = {
    let counts = [
      (0, 20, 4, 21), (3, 35, 6, 33), (1, 18, 0, 19), (9, 60, 7, 58), (0, 25, 5, 24),
      (12, 40, 2, 41), (7, 55, 22, 57),
    ]
    return counts.compactMap { try? CountData.table($0.0, $0.1, $0.2, $0.3) }
  }()

  static let rates: [TwoGroupRates] = {
    let counts = [(0, 130.0, 4, 121.5), (3, 350, 6, 330), (11, 600, 2, 580), (2, 90, 9, 88)]
    return counts.compactMap { x1, t1, x2, t2 in
      guard let treatment = try? GroupRate(events: x1, personTime: t1),
        let comparator = try? GroupRate(events: x2, personTime: t2)
      else { return nil }
      return TwoGroupRates(treatment: treatment, comparator: comparator)
    }
  }()

  private func compare(
    _ pooled: CountPooledEffects, _ twin: DenseConditional, tolerance: Double
  ) throws {
    let found = try twin.minimum()
    #expect(found.tau > 0.1)
    #expect(abs(-2 * pooled.logLikelihood - found.value) < tolerance)
    #expect(abs(pooled.effect.estimate - found.theta) < 10 * tolerance.squareRoot())
    let deviation = try #require(pooled.heterogeneity.standardDeviation)
    #expect(abs(deviation - found.tau) < 10 * tolerance.squareRoot())
    let error = try #require(pooled.effect.inference?.standardError)
    let expected = twin.standardError(pooled.effect.estimate, deviation)
    #expect(abs(error - expected) < 1e-4 * expected)
  }

  @Test("Exact, of tables")
  func exact() throws {
    try #require(Self.tables.count == 7)
    try compare(
      try CountPooling(.conditionalExact, nodes: 81).pool(Self.tables), .exact(Self.tables),
      tolerance: 1e-9)
  }

  @Test("Approximate, of tables")
  func approximate() throws {
    let rows = Self.tables.map { table in
      (
        events: table.treatment.events, total: table.treatment.events + table.comparator.events,
        offset: log(Double(table.treatment.total) / Double(table.comparator.total))
      )
    }
    try compare(
      try CountPooling(.conditionalApproximate).pool(Self.tables), .binomial(rows),
      tolerance: 1e-7)
  }

  @Test("Exact, of rates")
  func rates() throws {
    try #require(Self.rates.count == 4)
    let rows = Self.rates.map { rate in
      (
        events: rate.treatment.events, total: rate.treatment.events + rate.comparator.events,
        offset: log(rate.treatment.personTime / rate.comparator.personTime)
      )
    }
    try compare(
      try CountPooling(.conditionalExact).pool(Self.rates), .binomial(rows), tolerance: 1e-7)
  }

  @Test("Gradient and Hessian by finite differences")
  func derivatives() {
    let model = ConditionalExactModel(Self.tables, nodes: 41)
    for (theta, tau) in [(-0.4, 0.6), (0.2, 1.1), (0.1, 0.0)] {
      let exact = model.evaluate(theta: theta, tau: tau)
      let h = 1e-5
      for (place, step) in [(h, 0.0), (0.0, h)].enumerated() {
        let above = model.evaluate(theta: theta + step.0, tau: tau + step.1)
        let below = model.evaluate(theta: theta - step.0, tau: tau - step.1)
        let slope = (above.deviance - below.deviance) / (2 * h)
        #expect(abs(slope - exact.gradient[place]) < 1e-6 * max(1, abs(slope)))
        for other in 0..<2 {
          let bend = (above.gradient[other] - below.gradient[other]) / (2 * h)
          #expect(abs(bend - exact.hessian[place, other]) < 1e-5 * max(1, abs(bend)))
        }
      }
    }
  }
}
