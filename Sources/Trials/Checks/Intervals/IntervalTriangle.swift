import Glibc
import Numerics

/// An estimate, its interval and its P, on the scale on which the interval is symmetric: what two
/// of them say of the third (A123).
///
///     se = (high - low) / (2 c),  c the quantile of t or z at the level,
///     P = P(|T| > |estimate| / se).
///
/// Source: Altman and Bland (2011), "How to obtain the P value from a confidence interval".
public struct IntervalTriangle: Sendable {
  /// The middle of the interval where no estimate was printed.
  public let estimate: ValueRange
  public let low: ValueRange
  public let high: ValueRange
  /// Between 0 and 1.
  public let level: Double
  /// The fewest that the statistic may have; the most are infinite.
  public let fewestDegreesOfFreedom: Double

  public init(
    estimate: ValueRange?, low: ValueRange, high: ValueRange, level: Double = 0.95,
    fewestDegreesOfFreedom: Double
  ) {
    precondition(level > 0 && level < 1 && fewestDegreesOfFreedom > 0)
    self.estimate = estimate ?? 0.5 * (low + high)
    self.low = low
    self.high = high
    self.level = level
    self.fewestDegreesOfFreedom = fewestDegreesOfFreedom
  }

  /// A contrast with an interval; nil without one, or if a ratio cannot be above 0.
  public init?(_ record: ContrastRecord, fewestDegreesOfFreedom: Double) {
    guard let low = record.ciLow, let high = record.ciHigh else { return nil }
    let isLogarithmic = record.isOnLogarithmicScale
    func scaled(_ number: PrintedNumber) -> ValueRange? {
      isLogarithmic ? number.range.logarithm : number.range
    }
    guard let lowRange = scaled(low), let highRange = scaled(high) else { return nil }
    var estimate: ValueRange?
    if let printed = record.estimate {
      guard let range = scaled(printed) else { return nil }
      estimate = range
    }
    self.init(
      estimate: estimate, low: lowRange, high: highRange, level: record.level,
      fewestDegreesOfFreedom: fewestDegreesOfFreedom)
  }

  public var midpoint: ValueRange { 0.5 * (low + high) }

  /// Half the width; at least 0.
  public var halfWidth: ValueRange {
    let width = 0.5 * (high - low)
    return ValueRange(max(0, width.low), max(0, width.high))
  }

  /// The estimate can be the middle of the interval.
  public var isSymmetric: Bool { estimate.overlaps(midpoint.widened(by: Self.room)) }

  /// The estimate can lie in the interval.
  public var holdsEstimate: Bool {
    estimate.overlaps(ValueRange(min(low.low, high.high), max(low.low, high.high)))
  }

  public var standardError: ValueRange {
    let critical = ValueRange(
      between: criticalValue(.infinity), and: criticalValue(fewestDegreesOfFreedom))
    return ValueRange(halfWidth.low / critical.high, halfWidth.high / critical.low)
  }

  /// The P that the interval and the estimate stand for, for any of the degrees of freedom.
  public var pValue: ValueRange { pValue(level: level) }

  /// The same if the interval had another level.
  public func pValue(level: Double) -> ValueRange {
    let ratio = TwoSided.ratio(estimate.magnitude, to: halfWidth)
    let ranges = [fewestDegreesOfFreedom, .infinity].map { freedom in
      let critical = TwoSided.criticalValue(level: level, degreesOfFreedom: freedom)
      return ValueRange(
        between: TwoSided.probability(ratio.high * critical, degreesOfFreedom: freedom),
        and: TwoSided.probability(ratio.low * critical, degreesOfFreedom: freedom))
    }
    return ranges[0].union(ranges[1])
  }

  private func criticalValue(_ freedom: Double) -> Double {
    TwoSided.criticalValue(level: level, degreesOfFreedom: freedom)
  }

  private static let room = 1e-9
}

extension ValueRange {
  /// The logarithms of the values above 0; nil if there are none.
  var logarithm: ValueRange? {
    high > 0 ? ValueRange(low > 0 ? log(low) : -.infinity, log(high)) : nil
  }
}

extension ContrastRecord {
  static let ratios: Set<String> = ["RR", "OR", "HR", "IRR", "ROM", "PETO", "VR", "CVR", "MPOR"]

  /// Printed as a ratio, so that its interval is symmetric on the scale of its logarithm.
  var isOnLogarithmicScale: Bool {
    !isOnAnalysisScale && Self.ratios.contains(measure.uppercased())
  }

  /// Of the interval, between 0 and 1; 0.95 where none was printed.
  var level: Double {
    guard let level = ciLevel?.value, level > 0, level < 100 else { return 0.95 }
    return level / 100
  }
}
