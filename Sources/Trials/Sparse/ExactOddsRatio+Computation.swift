import Glibc
import Numerics

extension ExactOddsRatio {
  /// - Throws: `EffectError.noTables`, `.levelOutOfRange`, `.noPooledEstimate` if the margins leave
  ///   one count only, as without any event; `.notComputed` if a root is not found.
  public init(_ tables: [TwoGroupEvents], level: Double = 0.95) throws(EffectError) {
    guard !tables.isEmpty else { throw .noTables }
    guard level > 0, level < 1 else { throw .levelOutOfRange(level) }
    let distribution = ConditionalDistribution(tables)
    let support = distribution.support
    guard support.count > 1 else { throw .noPooledEstimate(measure: .oddsRatio) }
    let observed = tables.reduce(0) { $0 + $1.treatment.events }
    let half = (1 - level) / 2
    func limit(_ tail: Tail, share: Double) throws(EffectError) -> Double? {
      let edge = tail == .upper ? support.lowerBound : support.upperBound
      if observed == edge { return nil }
      return try Self.root(increasing: tail == .upper) {
        distribution.logTail(observed, tail, logOddsRatio: $0, share: share) - log(half)
      }
    }
    lower = try limit(.upper, share: 1)
    upper = try limit(.lower, share: 1)
    midPLower = try limit(.upper, share: 0.5)
    midPUpper = try limit(.lower, share: 0.5)
    estimate =
      observed == support.lowerBound || observed == support.upperBound
      ? nil
      : try Self.root(increasing: true) {
        distribution.mean(logOddsRatio: $0) - Double(observed)
      }
    fisherPValue = Self.fisherPValue(observed - support.lowerBound, distribution)
    midPValue =
      2
      * exp(
        min(
          distribution.logTail(observed, .lower, logOddsRatio: 0, share: 0.5),
          distribution.logTail(observed, .upper, logOddsRatio: 0, share: 0.5)))
    self.level = level
    self.observed = observed
    smallest = support.lowerBound
    largest = support.upperBound
  }

  /// The sum of the probabilities that are, up to rounding, at most the observed one's.
  private static func fisherPValue(
    _ observed: Int, _ distribution: ConditionalDistribution
  ) -> Double {
    let probabilities = distribution.probabilities(logOddsRatio: 0)
    let limit = probabilities[observed] * (1 + 1e-7)
    return min(1, probabilities.reduce(0) { $1 <= limit ? $0 + $1 : $0 })
  }

  /// The root of a monotone function of the log odds ratio, bracketed by doubling from 0.
  private static func root(
    increasing: Bool, _ f: (Double) -> Double
  ) throws(EffectError) -> Double {
    let sign = increasing ? 1.0 : -1.0
    let isAbove = sign * f(0) < 0
    var (near, far) = (0.0, isAbove ? 1.0 : -1.0)
    while (sign * f(far) < 0) == isAbove {
      (near, far) = (far, 2 * far)
      guard abs(far) < 1e4 else { throw .notComputed(measure: .oddsRatio) }
    }
    do {
      return try Brent.root(in: min(near, far)...max(near, far), tolerance: 1e-14, of: f)
    } catch {
      throw .notComputed(measure: .oddsRatio)
    }
  }
}
