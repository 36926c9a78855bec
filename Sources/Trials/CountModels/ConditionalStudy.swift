import Glibc
import Numerics

/// The events among the treated of one study, all margins fixed.
struct ConditionalStudy {
  /// log w(k) from the smallest possible count on, without their largest.
  private let logWeights: [Double]
  /// The place of the observed count.
  private let observed: Int

  init(_ table: TwoGroupEvents) {
    let distribution = ConditionalDistribution([table])
    logWeights = distribution.logWeights
    observed = table.treatment.events - distribution.support.lowerBound
  }

  /// The count is the smallest or largest possible: its own estimate is infinite.
  var isAtEdge: Bool { observed == 0 || observed == logWeights.count - 1 }

  /// log P(observed), and the mean and variance of the count above the smallest.
  struct Moments {
    let logProbability: Double
    let mean: Double
    let variance: Double
  }

  func moments(_ logOddsRatio: Double) -> Moments {
    var largest = -Double.infinity
    for (count, weight) in logWeights.enumerated() {
      largest = max(largest, weight + Double(count) * logOddsRatio)
    }
    // Deviations from the observed count lose no digits where it is near the mean.
    var (total, first, second) = (0.0, 0.0, 0.0)
    for (count, weight) in logWeights.enumerated() {
      let term = exp(weight + Double(count) * logOddsRatio - largest)
      let deviation = Double(count - observed)
      total += term
      first += term * deviation
      second += term * deviation * deviation
    }
    let shift = first / total
    return Moments(
      logProbability: logWeights[observed] + Double(observed) * logOddsRatio - largest - log(total),
      mean: Double(observed) + shift, variance: max(0, second / total - shift * shift))
  }

  /// The derivative of log P by the log odds ratio: observed - mean.
  func excess(_ moments: Moments) -> Double { Double(observed) - moments.mean }

  /// The mode of log P(theta + tau z) - z^2 / 2, and 1 / sqrt of the curvature there.
  func mode(theta: Double, tau: Double) -> (mode: Double, scale: Double) {
    var z = 0.0
    var here = moments(theta)
    for _ in 0..<100 {
      let slope = tau * excess(here) - z
      let curvature = 1 + tau * tau * here.variance
      // Where the variance falls off, Newton's step is too long: at most 1, then, in log odds.
      let limit = 1 / max(abs(tau), 0.1)
      let step = max(-limit, min(limit, slope / curvature))
      z += step
      here = moments(theta + tau * z)
      if abs(step) <= 1e-12 * (1 + abs(z)) { break }
    }
    return (z, 1 / (1 + tau * tau * here.variance).squareRoot())
  }

  /// The common log odds ratio of maximum likelihood.
  /// - Throws: `EffectError.notComputed` if it is not found, as where it is infinite.
  static func maximum(of studies: [ConditionalStudy]) throws -> Double {
    func slope(_ theta: Double) -> Double {
      studies.reduce(0) { $0 + $1.excess($1.moments(theta)) }
    }
    do {
      var reach = 1.0
      while slope(-reach) < 0 || slope(reach) > 0 {
        reach *= 2
        guard reach < 1e4 else { throw EffectError.notComputed(measure: .oddsRatio) }
      }
      return try Brent.root(in: -reach...reach, tolerance: 1e-14, of: slope)
    } catch {
      throw EffectError.notComputed(measure: .oddsRatio)
    }
  }
}

extension SaturatedCounts {
  /// Each study with its conditional estimate; at an edge the likelihood nears 1.
  init(_ studies: [ConditionalStudy]) throws {
    var sum = 0.0
    self.studies = try studies.map { study in
      if study.isAtEdge { return Study(estimate: 0, variance: nil) }
      let estimate = try ConditionalStudy.maximum(of: [study])
      let moments = study.moments(estimate)
      sum += moments.logProbability
      return Study(estimate: estimate, variance: 1 / moments.variance)
    }
    logLikelihood = sum
  }
}
