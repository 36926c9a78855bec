/// What the three rules say of one simulated person.
struct EarlyVerdicts: Sendable {
  struct Rule: Sendable {
    /// Nights at the first look that says "responder"; nil where none does.
    var nightsUntilResponder: Int?
    /// Whether a look before that says "non-responder".
    var isNonResponder = false
  }

  let fixed: Rule
  let looks: Rule
  let continuous: Rule
}

/// One rule in one cell.
struct EarlyTally: Sendable {
  let people: Int
  let responders: Int
  let nonResponders: Int
  /// Mean nights until the verdict "responder"; nil where there is none.
  let meanNights: Double?

  init(_ verdicts: [EarlyVerdicts], _ rule: KeyPath<EarlyVerdicts, EarlyVerdicts.Rule>) {
    let nights = verdicts.compactMap { $0[keyPath: rule].nightsUntilResponder }
    people = verdicts.count
    responders = nights.count
    nonResponders = verdicts.count { $0[keyPath: rule].isNonResponder }
    meanNights =
      nights.isEmpty ? nil : Double(nights.reduce(0, +)) / Double(nights.count)
  }

  var share: Double { Double(responders) / Double(people) }
  var nonResponderShare: Double { Double(nonResponders) / Double(people) }

  /// The 95 % interval for the probability of "responder".
  var interval: ClosedRange<Double> { wilsonInterval(responders, of: people) }
}
