/// A141 and A142: do the estimates of a review agree with each other?
public enum ReviewArithmetic {
  /// The pooled estimates, then the values that they stand for.
  public static func checks(_ reviews: [ReviewRecord]) -> [ConsistencyCheck] {
    pooled(reviews) + reviews.flatMap(corresponding)
  }

  // MARK: - A pooled value and its parts

  /// A weighted mean lies between the means of its parts, if people or studies weigh the same in
  /// both. Of ratios and differences alike, since the logarithm keeps the order.
  static func pooled(_ reviews: [ReviewRecord]) -> [ConsistencyCheck] {
    reviews.compactMap { whole in
      guard whole.isOfEverybody, let estimate = whole.estimate else { return nil }
      let parts = parts(of: whole, in: reviews)
      let ranges = parts.compactMap { $0.estimate?.range }
      guard ranges.count >= 2 else { return nil }
      let hull = ranges.dropFirst().reduce(ranges[0]) { $0.union($1) }
      let verdict = estimate.agreement(with: hull)
      let texts = parts.map { "\($0.estimate?.text ?? "") (\($0.population))" }
      let place =
        verdict == .inconsistent
        ? "lies outside its parts, \(texts.joined(separator: " and "))"
        : "lies between its parts, \(texts.joined(separator: " and "))"
      return ConsistencyCheck(
        code: "A141", subject: ConsistencyCheck.Subject(ofReview: whole), verdict: verdict,
        printed: estimate.text, recomputed: hull,
        message: "the pooled estimate \(estimate.text) \(place)",
        place: whole.source?.place(column: "estimate"))
    }
  }

  /// The same outcome and measure of the same review in some of the people.
  static func parts(of whole: ReviewRecord, in reviews: [ReviewRecord]) -> [ReviewRecord] {
    reviews.filter {
      $0.review == whole.review && $0.outcome == whole.outcome && $0.measure == whole.measure
        && $0.timepoint == whole.timepoint && $0.unit == whole.unit && !$0.isOfEverybody
        && $0.study.isEmpty && $0.estimate != nil
    }
  }

  // MARK: - The value that an estimate stands for

  /// control x RR, control + MD or RD, and p OR / (1 - p + p OR) of a share p: estimate and limits.
  static func corresponding(_ review: ReviewRecord) -> [ConsistencyCheck] {
    guard let control = review.controlValue else { return [] }
    let cells = [
      ("corresponding_value", review.correspondingValue, review.estimate),
      ("corresponding_low", review.correspondingLow, review.ciLow),
      ("corresponding_high", review.correspondingHigh, review.ciHigh),
    ]
    return cells.compactMap { column, printed, effect in
      guard let printed, let effect,
        let value = correspondingValue(
          control: control.range, effect: effect.range, measure: review.measure,
          unit: review.controlUnit)
      else { return nil }
      return ConsistencyCheck(
        code: "A141", subject: ConsistencyCheck.Subject(ofReview: review),
        verdict: printed.agreement(with: value), printed: printed.text, recomputed: value,
        message:
          "\(printed.text) \(review.controlUnit) with the treatment; \(control.text) without "
          + "it and \(review.measure) \(effect.text) give "
          + CheckText.range(value, decimals: printed.decimals + 1),
        place: review.source?.place(column: column))
    }
  }

  /// nil for other measures, and for odds of values that are no shares.
  public static func correspondingValue(
    control: ValueRange, effect: ValueRange, measure: String, unit: String
  ) -> ValueRange? {
    switch measure.uppercased() {
    case "RR", "IRR", "ROM": return control * effect
    case "MD", "RD": return control + effect
    case "OR":
      guard let whole = ["per 1000": 1000.0, "per 100": 100, "percent": 100, "%": 100][unit],
        let share = ((1 / whole) * control).intersection(ValueRange(0, 1)),
        let odds = effect.intersection(.positive)
      else { return nil }
      // The share rises with both.
      func risk(_ p: Double, _ ratio: Double) -> Double {
        if p == 0 || p == 1 { return p }
        return ratio.isInfinite ? 1 : p * ratio / (1 - p + p * ratio)
      }
      return whole
        * ValueRange(between: risk(share.low, odds.low), and: risk(share.high, odds.high))
    default: return nil
    }
  }
}

extension ReviewRecord {
  private static let everybody: Set<String> = ["all", "overall", "total", "all participants"]

  var isOfEverybody: Bool { Self.everybody.contains(population.lowercased()) }
}
