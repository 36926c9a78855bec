import Glibc
import Numerics

extension FiveNumberSummary {
  /// Which weights the five numbers get.
  public enum Method: String, Sendable, Codable, CaseIterable {
    /// Weights that suit n: mean by Luo et al. (2018), SD by Wan et al. (2014) and, with all five
    /// numbers, by Shi et al. (2020).
    case optimal
    /// All of Wan et al. (2014).
    case wan
  }

  /// The mean of normal data with this summary.
  ///
  /// With the mid-range (a + b) / 2, the mid-quartile (q1 + q3) / 2 and the median weighted by
  /// S1 4 / (4 + n^0.75), rest; S2 0.7 + 0.39 / n, rest; S3 2.2 / (2.2 + n^0.75),
  /// 0.7 - 0.72 / n^0.55, rest (Luo, Wan, Liu and Tong 2018). Wan et al. (2014):
  /// (a + 2 m + b) / 4, (q1 + m + q3) / 3, (a + 2 q1 + 2 m + 2 q3 + b) / 8.
  /// - Throws: `DerivationError.skewed` unless `evenIfSkewed`.
  public func mean(
    method: Method = .optimal, evenIfSkewed: Bool = false
  ) throws(DerivationError) -> DerivedValue {
    try check(evenIfSkewed)
    let (outer, inner) = meanWeights(method)
    var value = (1 - outer - inner) * median.value
    var range = (1 - outer - inner) * median.range
    for (pair, weight) in [(extremes, outer), (quartiles, inner)] {
      guard let pair else { continue }
      value += weight * (pair.low.value + pair.high.value) / 2
      range = range + (weight / 2) * (pair.low.range + pair.high.range)
    }
    let source = method == .optimal ? "Luo et al. 2018" : "Wan et al. 2014"
    return DerivedValue(
      quantity: .mean, value: value, bounds: range,
      method: "weighted mean of the summary \(scenario.rawValue), normal data (\(source)); "
        + skewnessNote,
      inputs: inputs)
  }

  /// The standard deviation of normal data with this summary.
  ///
  /// S1 (b - a) / xi, S2 (q3 - q1) / eta with xi = 2 Phi^-1((n - 0.375) / (n + 0.25)) and
  /// eta = 2 Phi^-1((0.75 n - 0.125) / (n + 0.25)) (Wan, Wang, Liu and Tong 2014). S3 is the mean
  /// of both with the weight 1 / (1 + 0.07 n^0.6) on the first (Shi, Luo, Weng, Zeng, Lin, Chu and
  /// Tong 2020), 1/2 by Wan et al.
  /// - Throws: `DerivationError.skewed` unless `evenIfSkewed`.
  public func standardDeviation(
    method: Method = .optimal, evenIfSkewed: Bool = false
  ) throws(DerivationError) -> DerivedValue {
    try check(evenIfSkewed)
    let outer = outerSpreadWeight(method)
    var value = 0.0
    var range = ValueRange(0)
    let n = Double(count)
    let parts = [
      (extremes, outer, (n - 0.375) / (n + 0.25)),
      (quartiles, 1 - outer, (0.75 * n - 0.125) / (n + 0.25)),
    ]
    for (pair, weight, probability) in parts {
      guard let pair else { continue }
      let factor = weight / (2 * NormalDistribution.standard.quantile(probability))
      let width = pair.high.range - pair.low.range
      value += factor * (pair.high.value - pair.low.value)
      range = range + factor * ValueRange(max(0, width.low), width.high)
    }
    let source = method == .optimal && scenario == .both ? "Shi et al. 2020" : "Wan et al. 2014"
    return DerivedValue(
      quantity: .standardDeviation, value: value, bounds: range,
      method: "spread of the summary \(scenario.rawValue) over that of normal data (\(source)); "
        + skewnessNote,
      inputs: inputs)
  }

  private var skewnessNote: String {
    let test = skewness
    return "skewness \(RangeText.number(test.statistic)), critical value "
      + RangeText.number(test.critical)
  }

  private func check(_ evenIfSkewed: Bool) throws(DerivationError) {
    let test = skewness
    guard evenIfSkewed || !test.isSkewed else {
      throw .skewed(statistic: test.statistic, critical: test.critical)
    }
  }

  private func meanWeights(_ method: Method) -> (outer: Double, inner: Double) {
    let n = Double(count)
    switch (scenario, method) {
    case (.extremes, .optimal): return (4 / (4 + pow(n, 0.75)), 0)
    case (.extremes, .wan): return (0.5, 0)
    case (.quartiles, .optimal): return (0, 0.7 + 0.39 / n)
    case (.quartiles, .wan): return (0, 2.0 / 3)
    case (.both, .optimal): return (2.2 / (2.2 + pow(n, 0.75)), 0.7 - 0.72 / pow(n, 0.55))
    case (.both, .wan): return (0.25, 0.5)
    }
  }

  private func outerSpreadWeight(_ method: Method) -> Double {
    switch scenario {
    case .extremes: 1
    case .quartiles: 0
    case .both: method == .wan ? 0.5 : 1 / (1 + 0.07 * pow(Double(count), 0.6))
    }
  }
}
