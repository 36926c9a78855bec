import Glibc
import Numerics

/// How p values and intervals of a family of m contrasts allow for their number.
public enum MultiplicityAdjustment: String, Sendable, Codable, CaseIterable {
  case none
  /// m p, and intervals at level 1 - alpha / m.
  case bonferroni
  /// Bonferroni step by step (Holm 1979). Its intervals are Bonferroni's.
  case holm
  /// 1 - (1 - p)^m, and intervals at level (1 - alpha)^(1 / m).
  case sidak
  /// The studentised range of the means, for all pairwise differences (Tukey 1953, Kramer 1956);
  /// exact for means of equal variance and covariance.
  case tukey
}

extension MultiplicityAdjustment {
  /// The family with adjusted p values and simultaneous intervals. Members without a test stay as
  /// they are but count.
  ///
  /// - Parameters:
  ///   - means: the number of means of which these are the pairwise differences, for `tukey`.
  ///   - level: the simultaneous confidence of the intervals.
  func applied(
    to family: [ContrastEstimate], means: Int, level: Double
  ) -> [ContrastEstimate] {
    if self == .none { return family }
    let stepped = self == .holm ? Self.holm(family.map(\.pValue)) : []
    return family.enumerated().map { index, contrast in
      guard let statistic = contrast.statistic, let pValue = contrast.pValue else {
        return contrast
      }
      let degreesOfFreedom = contrast.degreesOfFreedom ?? .infinity
      let adjusted = adjusted(
        pValue, statistic, degreesOfFreedom, stepped: stepped.isEmpty ? nil : stepped[index],
        size: Double(family.count), means: means)
      let multiplier = critical(
        level, degreesOfFreedom, size: Double(family.count), means: means)
      return contrast.adjusted(
        pValue: min(1, adjusted), margin: multiplier * contrast.standardError)
    }
  }

  private func adjusted(
    _ pValue: Double, _ statistic: Double, _ degreesOfFreedom: Double, stepped: Double?,
    size: Double, means: Int
  ) -> Double {
    switch self {
    case .none: pValue
    case .bonferroni: size * pValue
    case .holm: stepped ?? pValue
    case .sidak: pValue < 1 ? -expm1(size * log1p(-pValue)) : 1
    case .tukey:
      StudentizedRangeDistribution(groups: means, degreesOfFreedom: degreesOfFreedom)
        .cumulative(2.0.squareRoot() * abs(statistic), tail: .upper)
    }
  }

  /// The multiple of the standard error that is the half-width of a simultaneous interval.
  private func critical(
    _ level: Double, _ degreesOfFreedom: Double, size: Double, means: Int
  ) -> Double {
    let student = StudentTDistribution(degreesOfFreedom: degreesOfFreedom)
    switch self {
    case .none: return student.quantile((1 - level) / 2, tail: .upper)
    case .bonferroni, .holm: return student.quantile((1 - level) / (2 * size), tail: .upper)
    case .sidak: return student.quantile(-expm1(log(level) / size) / 2, tail: .upper)
    case .tukey:
      return StudentizedRangeDistribution(groups: means, degreesOfFreedom: degreesOfFreedom)
        .quantile(1 - level, tail: .upper) / 2.0.squareRoot()
    }
  }

  /// Holm's step-down p values; members without a p value count and keep none.
  static func holm(_ pValues: [Double?]) -> [Double?] {
    let order = pValues.indices.filter { pValues[$0] != nil }
      .sorted { ((pValues[$0] ?? 1), $0) < ((pValues[$1] ?? 1), $1) }
    var result = [Double?](repeating: nil, count: pValues.count)
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, Double(pValues.count - rank) * (pValues[index] ?? 1))
      result[index] = min(1, largest)
    }
    return result
  }
}
