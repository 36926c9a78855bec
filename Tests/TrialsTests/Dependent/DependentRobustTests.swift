import Numerics
import TestSupport
import Testing

@testable import Trials

/// Against metafor 3.8-1 and clubSandwich 0.5.8 in R 4.2.2, the models as in the reference cases.
@Suite(
  "Cluster-robust errors and shares of variance",
  .enabled(if: Reference.has("data/assink2016.csv")))
struct DependentRobustTests {
  private func expectClose(_ found: [Double?], _ expected: [Double], tolerance: Double) {
    #expect(found.count == expected.count)
    for (value, reference) in zip(found, expected) {
      #expect(abs((value ?? .infinity) - reference) < tolerance * abs(reference))
    }
  }

  @Test("Three levels with moderators")
  func threeLevels() throws {
    let pooled = try DependentPooling(effects: .nested, test: .normal)
      .pool(DependentData.assink(), design: DependentData.assinkDesign())
    let scaled = try pooled.robust(.scaled).coefficients.map(\.inference)
    expectClose(
      scaled.map { $0?.standardError },
      [0.1010653554301, 0.0277881422226, 0.0245015854898, 0.0440447368981], tolerance: 1e-5)
    expectClose(scaled.map { $0?.degreesOfFreedom }, [13, 13, 13, 13], tolerance: 1e-12)
    let reduced = try pooled.robust(.biasReduced).coefficients.map(\.inference)
    expectClose(
      reduced.map { $0?.standardError },
      [0.1228049613093, 0.0275740190891, 0.0655534553660, 0.1003772189279], tolerance: 1e-5)
    expectClose(
      reduced.map { $0?.degreesOfFreedom },
      [5.34785614343, 7.21890734885, 2.24520296411, 2.02985719818], tolerance: 1e-5)
    expectClose(
      reduced.map { $0?.probability },
      [0.10015452126374, 0.20977109056936, 0.00555060295664, 0.03613904061475], tolerance: 1e-4)
  }

  @Test("Two outcomes")
  func outcomes() throws {
    let pooled = try DependentData.berkey(test: .normal)
    let scaled = try pooled.robust(.scaled).coefficients.map(\.inference)
    expectClose(
      scaled.map { $0?.standardError }, [0.1009656582468, 0.0675277571003], tolerance: 1e-5)
    let reduced = try pooled.robust(.biasReduced).coefficients.map(\.inference)
    expectClose(
      reduced.map { $0?.standardError }, [0.0891940512849, 0.0581525068762], tolerance: 1e-5)
    expectClose(
      reduced.map { $0?.degreesOfFreedom }, [3.80806233826, 3.79088736279], tolerance: 1e-5)
  }

  /// By the formulas on the web page of metafor's author.
  @Test("Shares of variance by level and by outcome")
  func shares() throws {
    let levels = try DependentPooling(effects: .nested).pool(DependentData.assink())
    expectClose(levels.inconsistencies, [0.583057154619, 0.347568589083], tolerance: 1e-6)
    let outcomes = try DependentData.berkey()
    expectClose(outcomes.inconsistencies, [0.948571167664, 0.751878002765], tolerance: 1e-5)
  }

  @Test("An effect alone in its study is its own cluster")
  func singleEffects() throws {
    let effects = SimulatedEffects.many(8)[7].enumerated().map { place, effect in
      DependentData.effect("s\(place)", "1", effect.estimate, effect.variance)
    }
    let pooled = try DependentPooling(effects: .nested).pool(effects)
    let tauSquared = try #require(pooled.components[0].variance)
    let weights = effects.map { 1 / ($0.effect.variance + tauSquared) }
    let total = weights.reduce(0, +)
    let mean = pooled.estimates[0]
    let sum = zip(weights, effects).reduce(0) {
      $0 + $1.0 * $1.0 * ($1.1.effect.estimate - mean) * ($1.1.effect.estimate - mean)
    }
    let count = Double(effects.count)
    let expected = (sum / (total * total) * count / (count - 1)).squareRoot()
    let scaled = try #require(try pooled.robust(.scaled).coefficients[0].inference)
    #expect(abs(scaled.standardError - expected) < 1e-12 * expected)
    // CR2 divides each squared residual by 1 - leverage.
    let reducedSum = zip(weights, effects).reduce(0) {
      let residual = $1.1.effect.estimate - mean
      return $0 + $1.0 * $1.0 * residual * residual / (1 - $1.0 / total)
    }
    let reduced = try #require(try pooled.robust(.biasReduced).coefficients[0].inference)
    let reducedError = reducedSum.squareRoot() / total
    #expect(abs(reduced.standardError - reducedError) < 1e-10 * reducedError)
  }
}
