import Figures
import Reports

/// The one effect of a result that the summary shows.
public struct JobEffect: Sendable, Equatable {
  /// `responder`, `non-responder`, `inconclusive` or `design-cannot-identify`.
  public var verdict: String?
  /// The arm, or the term of a model.
  public var arm: String?
  /// `ratio` or `difference`.
  public var scale: String?
  public var estimate: Double?
  public var confidenceLow: Double?
  public var confidenceHigh: Double?
  /// The chance of any benefit, and of one that matters.
  public var benefit: Double?
  public var importantBenefit: Double?
  /// Recorded nights on the two arms.
  public var nights: Int?

  init() {}

  /// Of `nof1 analyze` the verdict and the first effect, of `trials pool` the headline, of `fit` the
  /// first effect that is not the intercept; nothing of other verbs.
  init(_ envelope: Envelope) {
    func part(_ name: String) -> JSONValue? { envelope.results.first { $0.name == name }?.value }
    switch envelope.command {
    case "nof1 analyze":
      verdict = part("verdict")?["verdict"]?.text
      guard let row = part("effects")?.elements?.first else { return }
      arm = row["arm"]?.text
      scale = row["scale"]?.text
      take(row, "estimate", "conf_low", "conf_high")
      benefit = row["p_benefit"]?.double
      importantBenefit = row["p_mcid"]?.double
      nights = (row["nights"]?.integer ?? 0) + (row["nights_reference"]?.integer ?? 0)
    case "trials pool":
      guard let row = part("pooled")?.elements?.first(where: { $0["headline"] == true })
      else { return }
      arm = row["label"]?.text
      takeRatio(row)
    case "fit":
      let rows = part("fixed_effects")?.elements ?? []
      guard let row = rows.first(where: { $0["term"]?.text != "(Intercept)" }) else { return }
      arm = row["term"]?.text
      takeRatio(row)
    default: break
    }
  }

  private mutating func take(_ row: JSONValue, _ middle: String, _ low: String, _ high: String) {
    estimate = row[middle]?.double
    confidenceLow = row[low]?.double
    confidenceHigh = row[high]?.double
  }

  /// As a ratio where the row has one.
  private mutating func takeRatio(_ row: JSONValue) {
    let isRatio = row["ratio"]?.double != nil
    scale = isRatio ? "ratio" : "difference"
    if isRatio {
      take(row, "ratio", "ratio_low", "ratio_high")
    } else {
      take(row, "estimate", "conf_low", "conf_high")
    }
  }
}
