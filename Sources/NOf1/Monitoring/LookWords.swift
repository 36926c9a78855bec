/// What looking before the end means, in plain words.
struct LookWords {
  let looks: LookSchedule
  let calibration: LookCalibration?
  let rule: VerdictRule

  func sentence(_ words: EffectWords) -> String {
    let list = looks.declared.map(String.init)
    let plan =
      looks.declared.count == 1
      ? "The plan has \(looks.plannedCycles) cycles"
      : "Looks were declared after \(list.dropLast().joined(separator: ", ")) and"
        + " \(list[list.count - 1]) cycles"
    let which =
      looks.look.map { "This is look \($0) of \(looks.declared.count)." }
      ?? "No look was declared for now, \(Self.moment(looks)): it counts as one more."
    return "\(plan). \(which) \(price(words))"
  }

  private func price(_ words: EffectWords) -> String {
    guard let calibration else {
      return "The design cannot identify a responder yet, at this look or any other."
    }
    let wrongly = "a person whom the treatment does nothing for"
    if calibration.tightening >= 1 {
      return "The usual thresholds stay: over all these looks together they would call \(wrongly)"
        + " a responder in \(percent(calibration.falseResponders)) of cases at worst"
        + " (simulated on these nights)."
    }
    return "Looking several times gives chance several chances, so a responder needs more at"
      + " every look: for \(words.important) a chance of \(Self.share(calibration.importantBenefit))"
      + " (usually \(Self.share(rule.importantBenefit))), for any benefit"
      + " \(Self.share(calibration.anyBenefit)) (usually \(Self.share(rule.anyBenefit)))."
      + " Over all looks together \(wrongly) would then be called a responder in"
      + " \(percent(calibration.falseResponders)) of cases at worst (simulated on these nights)."
  }

  /// "after 4 of 6 cycles and 5 nights"
  static func moment(_ looks: LookSchedule) -> String {
    let nights = looks.extraNights
    let extra = nights == 0 ? "" : " and \(nights) \(nights == 1 ? "night" : "nights")"
    return "after \(looks.cycles) of \(looks.plannedCycles) cycles\(extra)"
  }

  /// A threshold in per cent with one decimal where it needs one.
  private static func share(_ value: Double) -> String {
    let tenths = Int((value * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
