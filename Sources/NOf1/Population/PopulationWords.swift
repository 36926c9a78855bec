import Glibc

/// The analysis of many people in plain words.
struct PopulationWords {
  let words: EffectWords
  let level: Double
  let persons: Int
  let treatment: String
  private let scale: EffectScale

  /// Bayes factor from which on the words say that people differ (Jeffreys 1961, appendix B:
  /// "substantial" begins at the square root of 10).
  static let differing = 3.0

  init(study: PersonalStudy, level: Double, persons: Int) {
    words = EffectWords(study: study)
    self.level = level
    self.persons = persons
    treatment = study.treatments[0]
    scale = study.outcome.scale
  }

  private var isLowerBetter: Bool { words.study.outcome.better == .lower }

  private func change(_ value: Double) -> String {
    words.change(scale.isLogarithmic ? exp(value) : value)
  }

  /// "from 30 % fewer to 5 % fewer", the favourable end first.
  private func range(_ low: Double, _ high: Double) -> String {
    let (first, second) = isLowerBetter ? (low, high) : (high, low)
    return "from \(change(first)) to \(change(second))"
  }

  private func sentence(_ subject: String, _ about: String) -> String {
    switch words.study.outcome.kind {
    case .count: "\(subject) nights on \(treatment) had about \(about) \(words.noun)"
    case .duration, .score: "\(subject) nights on \(treatment), \(words.noun) was about \(about)"
    case .binary, .ordinal: "\(subject) nights on \(treatment), \(words.noun) had about \(about)"
    }
  }

  /// "Over 30 persons, nights on magnesium had about 18 % fewer cramps on average (95 % interval:
  /// from 25 % fewer to 10 % fewer)."
  func average(_ mu: ParameterSummary) -> String {
    sentence(
      words.study.outcome.kind == .count
        ? "Over \(persons) persons," : "Over \(persons) persons, on",
      change(mu.estimate))
      + " on average (\(words.percentOf(level)) interval:"
      + " \(range(mu.confidenceLow, mu.confidenceHigh)))."
  }

  /// How much they differ: where 19 of 20 persons' true effects lie.
  func differ(mu: ParameterSummary, tau: ParameterSummary) -> String {
    let reach = 1.96 * tau.estimate
    return "People differ: 19 of 20 are expected to have a true effect"
      + " \(range(mu.estimate - reach, mu.estimate + reach)) (\(spread(tau)))."
  }

  func doNotDiffer(
    _ tau: ParameterSummary, little: Double, _ probability: Double
  ) -> String {
    "There is no evidence that people differ in how they respond (\(spread(tau)); the chance that"
      + " it is below \(words.number(little)) is \(percent(probability)))."
  }

  private func spread(_ tau: ParameterSummary) -> String {
    let unit = scale.isLogarithmic ? " of log ratios" : ""
    return "standard deviation between people\(unit) \(words.number(tau.estimate)),"
      + " \(words.percentOf(level)) interval \(words.number(tau.confidenceLow)) to"
      + " \(words.number(tau.confidenceHigh))"
  }

  func responders(expected: Double, firm: Int) -> String {
    "About \(words.number(expected)) of the \(persons) persons are expected to have"
      + " \(words.important) from \(treatment); for \(firm) of them the chance of that is 80 % or"
      + " more."
  }

  func excluded(_ count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [
      "\(count) \(count == 1 ? "person was" : "persons were") left out, because their logs could not"
        + " be used."
    ]
  }
}
