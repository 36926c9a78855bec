import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Pooling against brute force")
struct PoolingTwinTests {
  /// Sets of all sorts: ordinary ones, and ones with wildly unequal variances and outliers, whose
  /// likelihoods may have several maxima.
  static let sets: [[StudyEffect]] = {
    var stream = RandomStream(seed: 7)
    let wild = (0..<90).map { index -> [StudyEffect] in
      (0..<(3 + index % 9)).map { place in
        let variance = exp(5 * stream.normal())
        let spread = stream.uniform() < 0.4 ? 30.0 : 0.1
        return StudyEffect(
          study: "\(place)", measure: .generic,
          estimate: variance.squareRoot() * spread * stream.normal(), variance: variance)
      }
    }
    return SimulatedEffects.many(30) + wild
  }()

  @Test("The likelihood has no higher point on a grid", arguments: [true, false])
  func likelihood(restricted: Bool) throws {
    var bimodal = 0
    for effects in Self.sets {
      let model = DenseModel(effects)
      let estimator: HeterogeneityEstimator =
        restricted ? .restrictedMaximumLikelihood : .maximumLikelihood
      let pooled = try Pooling(model: .randomEffects(estimator), test: .normal).pool(effects)
      let tauSquared = try #require(pooled.tauSquared)
      let found = try model.evaluate(tauSquared, restricted: restricted).logLikelihood
      let grid = model.grid(points: 150)
      let heights = try grid.map { try model.evaluate($0, restricted: restricted).logLikelihood }
      let highest = try #require(heights.max())
      #expect(found >= highest - 1e-10 * max(1, abs(highest)))
      let peaks = heights.indices.filter { i in
        (i == 0 || heights[i] > heights[i - 1] + 1e-9)
          && (i == heights.count - 1 || heights[i] > heights[i + 1] + 1e-9)
      }
      if peaks.count > 1 { bimodal += 1 }
      let fit = pooled.fitStatistics(restricted: restricted)
      #expect(abs(fit.logLikelihood - found) < 1e-9 * max(1, abs(found)))
    }
    // The sets do put the search for the highest maximum to the test.
    print("likelihoods with several maxima: \(bimodal) of \(Self.sets.count)")
    #expect(bimodal >= 5)
  }

  @Test("Paule and Mandel's root by bisection", arguments: [0.0, 0.3])
  func pauleMandel(slope: Double) throws {
    for effects in SimulatedEffects.many(40) {
      let moderator = effects.indices.map { Double($0 * $0) + 1900 }
      let design = slope == 0 ? nil : try PoolingDesign(moderators: [("m", moderator)])
      let moved = zip(effects, moderator).map { effect, value in
        StudyEffect(
          study: effect.study, measure: .generic,
          estimate: effect.estimate + 0.01 * slope * value, variance: effect.variance)
      }
      let pooling = Pooling(model: .randomEffects(.pauleMandel), test: .normal)
      let pooled = try pooling.pool(moved, design: design)
      let model = DenseModel(moved, design)
      let freedom = Double(pooled.residualDegreesOfFreedom)
      func q(_ t: Double) throws -> Double { try model.evaluate(t, restricted: false).q }
      var (lower, upper) = (0.0, 100.0)
      if try q(0) <= freedom { upper = 0 }
      while upper - lower > 1e-13 * upper {
        let middle = 0.5 * (lower + upper)
        if middle == lower || middle == upper { break }
        if try q(middle) > freedom { lower = middle } else { upper = middle }
      }
      #expect(abs(try #require(pooled.tauSquared) - upper) <= 1e-8 * (upper + 1e-3))
    }
  }

  @Test("The Q-profile interval by scanning a grid")
  func qProfile() throws {
    var states = [0, 0, 0]
    for effects in Self.sets {
      let pooled = try Pooling().pool(effects)
      let model = DenseModel(effects)
      let distribution = ChiSquaredDistribution(
        degreesOfFreedom: Double(pooled.residualDegreesOfFreedom))
      let inside = try model.grid(points: 120).filter { t in
        let p = distribution.cumulative(try model.evaluate(t, restricted: false).q)
        return p >= 0.025 && p <= 0.975
      }
      switch pooled.heterogeneityInterval {
      case .empty:
        states[0] += 1
        #expect(inside.isEmpty)
      case .interval(let limits):
        states[limits.lower == 0 ? 1 : 2] += 1
        // A narrow interval may fall between two points of the grid.
        #expect(inside.allSatisfy { limits.contains($0) })
        #expect(
          model.grid(points: 120).filter { limits.contains($0) }.allSatisfy(inside.contains))
        let upper = try model.evaluate(limits.upper, restricted: false).q
        if limits.upper > 0 {
          #expect(abs(distribution.cumulative(upper) - 0.025) < 1e-8)
        }
      case .notEstimable: Issue.record("estimable with \(effects.count) studies")
      }
    }
    print("Q-profile intervals empty, from zero, above zero: \(states)")
    #expect(states.allSatisfy { $0 > 0 })
  }

  @Test("Scale, shift and order of studies", arguments: HeterogeneityEstimator.allCases)
  func invariance(estimator: HeterogeneityEstimator) throws {
    let pooling = Pooling(model: .randomEffects(estimator))
    for effects in SimulatedEffects.many(40, seed: 5) {
      let pooled = try pooling.pool(effects)
      let tauSquared = try #require(pooled.tauSquared)
      func moved(_ scale: Double, _ shift: Double) -> [StudyEffect] {
        effects.map {
          StudyEffect(
            study: $0.study, measure: $0.measure, estimate: scale * $0.estimate + shift,
            variance: scale * scale * $0.variance)
        }
      }
      let scaled = try pooling.pool(moved(8, 0))
      #expect(abs(try #require(scaled.tauSquared) - 64 * tauSquared) <= 1e-12 * 64 * tauSquared)
      #expect(abs(scaled.estimates[0] - 8 * pooled.estimates[0]) <= 1e-12)
      let shifted = try pooling.pool(moved(1, 1000))
      #expect(abs(try #require(shifted.tauSquared) - tauSquared) <= 1e-9 * (tauSquared + 0.01))
      #expect(abs(shifted.estimates[0] - 1000 - pooled.estimates[0]) <= 1e-9)
      let reversed = try pooling.pool(effects.reversed())
      #expect(abs(try #require(reversed.tauSquared) - tauSquared) <= 1e-12 * (tauSquared + 0.01))
      #expect(abs(reversed.estimates[0] - pooled.estimates[0]) <= 1e-12)
    }
  }

  @Test("The units of a moderator change its coefficient only")
  func moderatorUnits() throws {
    for effects in SimulatedEffects.many(20, seed: 6) {
      let values = effects.indices.map { Double(($0 * 7) % 5) }
      let plain = try Pooling().pool(
        effects, design: PoolingDesign(moderators: [("m", values)]))
      let moved = try Pooling().pool(
        effects, design: PoolingDesign(moderators: [("m", values.map { 1000 * $0 + 5e5 })]))
      #expect(abs(moved.estimates[1] * 1000 - plain.estimates[1]) < 1e-9)
      let difference = try #require(moved.tauSquared) - (try #require(plain.tauSquared))
      #expect(abs(difference) < 1e-9)
      #expect(abs(moved.residualHeterogeneity - plain.residualHeterogeneity) < 1e-7)
    }
  }
}
