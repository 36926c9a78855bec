/// The formulas that tie two standard deviations, the one of the differences and the correlation of
/// a pair together, over ranges. The bounds are exact: where a formula is not monotone, the points
/// where it turns are looked at besides the corners.
enum PairedFormula {
  /// s1^2 + s2^2 - 2 r s1 s2.
  static func differenceVariance(_ first: Double, _ second: Double, _ r: Double) -> Double {
    first * first + second * second - 2 * r * first * second
  }

  /// (s1^2 + s2^2 - d^2) / (2 s1 s2).
  static func correlation(_ first: Double, _ second: Double, _ difference: Double) -> Double {
    (first * first + second * second - difference * difference) / (2 * first * second)
  }

  /// The variance falls with r. In each SD it is a parabola with its lowest point at r times the
  /// other one, so the highest value is at a corner and the lowest at a corner or on an edge.
  static func differenceVariance(
    _ first: ValueRange, _ second: ValueRange, _ r: ValueRange
  ) -> ValueRange {
    let values =
      points(first, second) { r.high * $0 }.map { differenceVariance($0, $1, r.high) }
      + points(first, second) { _ in nil }.map { differenceVariance($0, $1, r.low) }
    return ValueRange(values.min() ?? 0, values.max() ?? 0)
  }

  /// The correlation falls with d. In s1 it is lowest at sqrt(s2^2 - d^2) if d is below s2, and
  /// rises otherwise; the same in s2.
  ///
  /// - Precondition: the SDs are above 0.
  static func correlation(
    _ first: ValueRange, _ second: ValueRange, _ difference: ValueRange
  ) -> ValueRange {
    let lowest = points(first, second) { other in
      let square = other * other - difference.high * difference.high
      return square > 0 ? square.squareRoot() : nil
    }.map { correlation($0, $1, difference.high) }
    let highest = points(first, second) { _ in nil }.map { correlation($0, $1, difference.low) }
    return ValueRange(lowest.min() ?? 0, highest.max() ?? 0)
  }

  /// The corners of two ranges, and the turning points on the edges that lie within them.
  private static func points(
    _ first: ValueRange, _ second: ValueRange, turning: (Double) -> Double?
  ) -> [(Double, Double)] {
    var points: [(Double, Double)] = []
    for end in [first.low, first.high] {
      points += [(end, second.low), (end, second.high)]
      if let turn = turning(end), second.contains(turn) { points.append((end, turn)) }
    }
    for end in [second.low, second.high] {
      if let turn = turning(end), first.contains(turn) { points.append((turn, end)) }
    }
    return points
  }
}
