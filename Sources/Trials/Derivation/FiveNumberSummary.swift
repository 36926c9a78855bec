import Glibc

/// Median with quartiles, with minimum and maximum, or with both.
public struct FiveNumberSummary: Sendable, Equatable {
  /// The names of Wan et al. (2014).
  public enum Scenario: String, Sendable, Codable, CaseIterable {
    /// Minimum, median, maximum.
    case extremes = "S1"
    /// Quartiles and median.
    case quartiles = "S2"
    /// All five.
    case both = "S3"
  }

  /// Two of the numbers, on either side of the median.
  struct Pair: Sendable, Equatable {
    let low: BoundedValue
    let high: BoundedValue
  }

  public let scenario: Scenario
  public let count: Int
  let median: BoundedValue
  let quartiles: Pair?
  let extremes: Pair?

  /// - Throws: `DerivationError.missing` without a median or without a full pair around it,
  ///   `.limit`, `.notInOrder`; `.outOfRange` for fewer than 5 people, or no spread at all.
  public init(
    min: PrintedNumber? = nil, q1: PrintedNumber? = nil, median: PrintedNumber?,
    q3: PrintedNumber? = nil, max: PrintedNumber? = nil, count: Int
  ) throws(DerivationError) {
    guard count >= 5 else { throw .outOfRange(name: "n", text: "\(count)") }
    self.median = try BoundedValue(median, "median")
    extremes = try Self.pair(min, max, "minimum", "maximum")
    quartiles = try Self.pair(q1, q3, "first quartile", "third quartile")
    self.count = count
    switch (extremes, quartiles) {
    case (.some, .some): scenario = .both
    case (.some, nil): scenario = .extremes
    case (nil, .some): scenario = .quartiles
    case (nil, nil): throw .missing(names: ["quartiles", "minimum and maximum"])
    }
    let ordered = [extremes?.low, quartiles?.low, self.median, quartiles?.high, extremes?.high]
      .compactMap { $0 }
    guard zip(ordered, ordered.dropFirst()).allSatisfy({ $0.value <= $1.value }) else {
      throw .notInOrder(texts: ordered.map { $0.inputs[0].printed })
    }
    for pair in [extremes, quartiles].compactMap({ $0 }) where pair.low.value == pair.high.value {
      throw .outOfRange(name: "spread", text: "0")
    }
  }

  var pairs: [Pair] { [extremes, quartiles].compactMap { $0 } }

  var inputs: [DerivedValue.Input] {
    [extremes?.low, quartiles?.low, median, quartiles?.high, extremes?.high]
      .flatMap { $0?.inputs ?? [] } + [DerivedValue.Input(name: "n", printed: "\(count)")]
  }

  /// The test that says when a mean and an SD should not be computed.
  public var skewness: SkewnessTest {
    let n = Double(count)
    let root = n.squareRoot()
    let (factor, critical) =
      switch scenario {
      case .extremes: (1.0, 1 / log(n + 9) + 2.5 / (n + 1))
      case .quartiles: (1.0, 2.65 / root - 6 / (n * n))
      case .both: (2.65 * log(0.6 * n) / root, 3 / root - 40 / (n * n * n))
      }
    let outer = extremes.map { asymmetry(of: $0) }
    let inner = quartiles.map { asymmetry(of: $0) }
    return SkewnessTest(
      statistic: max(factor * (outer?.value ?? 0), inner?.value ?? 0),
      bounds: ValueRange(
        max(factor * (outer?.range.low ?? 0), inner?.range.low ?? 0),
        max(factor * (outer?.range.high ?? 0), inner?.range.high ?? 0)),
      critical: critical)
  }

  /// |low + high - 2 median| / (high - low), at most 1 as the median lies between the two. What is
  /// inside the bars is monotone in each of the three numbers.
  private func asymmetry(of pair: Pair) -> (value: Double, range: ValueRange) {
    func signed(_ low: Double, _ median: Double, _ high: Double) -> Double {
      (low + high - 2 * median) / (high - low)
    }
    let value = abs(signed(pair.low.value, median.value, pair.high.value))
    guard pair.low.range.high < pair.high.range.low else { return (value, ValueRange(0, 1)) }
    var corners: [Double] = []
    for low in [pair.low.range.low, pair.low.range.high] {
      for high in [pair.high.range.low, pair.high.range.high] {
        corners.append(signed(low, median.range.low, high))
        corners.append(signed(low, median.range.high, high))
      }
    }
    let size = ValueRange(corners.min() ?? 0, corners.max() ?? 0).magnitude
    return (value, ValueRange(min(1, size.low), min(1, size.high)))
  }

  private static func pair(
    _ low: PrintedNumber?, _ high: PrintedNumber?, _ lowName: String, _ highName: String
  ) throws(DerivationError) -> Pair? {
    guard low != nil, high != nil else { return nil }
    return Pair(low: try BoundedValue(low, lowName), high: try BoundedValue(high, highName))
  }
}
