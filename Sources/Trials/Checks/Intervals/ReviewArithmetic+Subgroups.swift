import Glibc

extension ReviewArithmetic {
  /// The contrast of every two parts that a review reports side by side (A142).
  ///
  /// Two intervals, one with and one without the null, do not say that the parts differ: their
  /// difference has an interval of its own. The check is information, not disagreement, and always
  /// `consistent`, or not checkable without two intervals.
  public static func subgroups(_ reviews: [ReviewRecord]) -> [ConsistencyCheck] {
    reviews.filter(\.isOfEverybody).flatMap { whole -> [ConsistencyCheck] in
      let parts = parts(of: whole, in: reviews)
      return parts.indices.flatMap { first in
        parts[(first + 1)...].map { contrast(parts[first], $0) }
      }
    }
  }

  private static func contrast(_ first: ReviewRecord, _ second: ReviewRecord) -> ConsistencyCheck {
    func check(
      _ verdict: ConsistencyCheck.Verdict, _ message: String, _ range: ValueRange? = nil
    ) -> ConsistencyCheck {
      ConsistencyCheck(
        code: "A142", subject: ConsistencyCheck.Subject(ofReview: first), verdict: verdict,
        printed: "\(first.estimate?.text ?? "") and \(second.estimate?.text ?? "")",
        recomputed: range, message: message, place: first.source?.place(column: "estimate"))
    }
    let names = "\(first.population) and \(second.population)"
    guard let one = part(first), let other = part(second) else {
      return check(.notCheckable, "\(names) have no interval each, so their contrast is not known")
    }
    let difference = DifferenceOfEstimates(one, other)
    let isRatio = ContrastRecord.ratios.contains(first.measure.uppercased())
    func text(_ value: Double) -> String {
      CheckText.number(isRatio ? exp(value) : value, decimals: (first.estimate?.decimals ?? 2))
    }
    let kind = isRatio ? "ratio of the ratios" : "difference"
    let end =
      "an interval that \(difference.includesNull ? "includes" : "excludes") \(isRatio ? 1 : 0)"
    return check(
      .consistent,
      "the \(kind) between \(names) is \(text(difference.estimate)) "
        + "(\(text(difference.low)) to \(text(difference.high))), \(end)",
      ValueRange(difference.low, difference.high))
  }

  /// On the scale on which estimates are subtracted; nil without an interval about the estimate.
  static func part(_ review: ReviewRecord) -> DifferenceOfEstimates.Part? {
    let isRatio = ContrastRecord.ratios.contains(review.measure.uppercased())
    func scaled(_ number: PrintedNumber?) -> Double? {
      guard let value = number?.value else { return nil }
      if !isRatio { return value }
      return value > 0 ? log(value) : nil
    }
    guard let estimate = scaled(review.estimate), let low = scaled(review.ciLow),
      let high = scaled(review.ciHigh), low <= estimate, estimate <= high
    else { return nil }
    return DifferenceOfEstimates.Part(estimate: estimate, low: low, high: high)
  }
}
