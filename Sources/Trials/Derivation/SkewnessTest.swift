/// Whether a five-number summary is too skewed for normal formulas.
///
/// With a, q1, m, q3, b for minimum, quartiles, median and maximum of n values:
///
///     S1 (a, m, b)    T = |a + b - 2 m| / (b - a)          critical 1 / ln(n + 9) + 2.5 / (n + 1)
///     S2 (q1, m, q3)  T = |q1 + q3 - 2 m| / (q3 - q1)      critical 2.65 / sqrt(n) - 6 / n^2
///     S3 (all)        max(2.65 ln(0.6 n) / sqrt(n) T1, T2)  critical 3 / sqrt(n) - 40 / n^3
///
/// at the 5 % level. Source: Shi, Luo, Wan, Liu, Liu, Bian and Tong 2023, with the constants as in
/// `conv.fivenum` of metafor. A small sample is rarely called skewed; that proves no symmetry.
public struct SkewnessTest: Sendable, Codable, Equatable {
  public let statistic: Double
  /// Of the statistic, over all roundings.
  public let bounds: ValueRange
  public let critical: Double

  /// The printed numbers, as they stand, are skewed.
  public var isSkewed: Bool { statistic >= critical }
  /// The roundings allow both answers.
  public var hangsOnRounding: Bool { bounds.low < critical && critical <= bounds.high }
}
