import Glibc

/// An effect with its interval, treatment less comparator, that a claim can be held against.
struct EvidenceRow {
  enum Origin {
    case pool, study, review
  }

  /// Where an interval lies, seen from the claim.
  enum Stance {
    case confirms, unclear, opposes
  }

  let origin: Origin
  /// The label of the review; of a pool the group.
  let source: String
  let outcome: String
  /// MD, RR.
  let measure: String
  let unit: String
  /// Estimates and limits are logarithms.
  let isLogarithm: Bool
  let estimate: Double
  let interval: EffectInterval
  /// Of the effect in a new study; nil where it was not computed.
  var prediction: EffectInterval?
  let studies: Int?
  /// The names of the pooled studies.
  var names: [String] = []
  let method: String
  var certainty = ""
  /// That a review judged these studies not poolable, in words.
  var judgement: String?
  /// What each arm shows, in words.
  var arms: [String] = []
  /// Whom it is about.
  var population = ""
  /// It is told which arm is compared with which.
  var hasDirection = true

  /// On the scale on which it is printed.
  func shown(_ value: Double) -> Double { isLogarithm ? exp(value) : value }

  var shownInterval: EffectInterval { interval.mapped(shown) }

  /// -1, 1: the interval is on that side of no difference; 0: it is on both.
  var side: Double { interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0 }

  /// - Parameter sign: of effects as claimed; nil if it is not known which that is.
  func stance(claimed sign: Double?) -> Stance? {
    if side == 0 { return .unclear }
    guard hasDirection, let sign else { return nil }
    return sign == side ? .confirms : .opposes
  }

  /// `MD -0.182 cramps per week`.
  var shownEstimate: String {
    let unit = unit.isEmpty ? "" : unit == "not stated" ? " (unit not stated)" : " \(unit)"
    let name = measure.isEmpty || measure == "GEN" ? "" : "\(measure) "
    return "\(name)\(ClaimText.number(shown(estimate)))\(unit)"
  }

  /// `MD -0.182 cramps per week (-0.84 to 0.49)`.
  var numbers: String { "\(shownEstimate) (\(ClaimText.interval(shownInterval)))" }

  /// The row in words. A number pooled from studies that were judged not poolable says so before
  /// its sentence ends.
  var text: String {
    var words =
      "\(outcome): \(numbers), treatment \(isLogarithm ? "to" : "less") comparator"
    switch origin {
    case .pool where studies == 1: words += ", 1 study (\(names.joined()))"
    case .pool:
      words += ", \(studies ?? names.count) studies (\(ClaimText.list(names))), \(method)"
    case .study: words += ", \(names.joined()), \(method)"
    case .review:
      words += ", review \(source)" + (studies.map { ", \(ClaimText.studies($0))" } ?? "")
    }
    // Of more studies the forest plot tells better.
    if (1...3).contains(arms.count) { words += "; \(arms.joined(separator: ", "))" }
    if !certainty.isEmpty {
      words += ", certainty\(origin == .pool ? " in reviews:" : "") \(certainty)"
    }
    if let judgement { words += ", \(judgement)" }
    return words
  }

  var evidence: ClaimEvidence {
    let kind: ClaimEvidence.Kind =
      switch origin {
      case .pool: .pool
      case .study: .study
      case .review: .review
      }
    return ClaimEvidence(
      kind, source: origin == .review ? source : names.joined(separator: ";"),
      estimate: shown(estimate), interval: shownInterval, studies: studies, text: text)
  }
}
