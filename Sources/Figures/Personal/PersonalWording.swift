import NOf1

/// The words that follow from a study: its arms, its outcome and its direction.
package struct PersonalWording {
  let outcome: Outcome
  let reference: String
  let treatments: [String]
  let minimalImportantDifference: Double

  package init(study: PersonalStudy) {
    outcome = study.outcome
    reference = study.reference
    treatments = study.treatments
    minimalImportantDifference = study.minimalImportantDifference
  }

  /// Head of the column of estimates.
  package var effectName: String {
    switch outcome.kind {
    case .count: "rate ratio"
    case .duration: "ratio"
    case .binary: "odds ratio"
    case .ordinal: "cumulative odds ratio"
    case .score: "difference"
    }
  }

  /// What a better outcome is: "fewer", "longer".
  package var better: String {
    let lower = outcome.better == .lower
    return switch outcome.kind {
    case .count: lower ? "fewer" : "more"
    case .duration: lower ? "shorter" : "longer"
    case .binary, .ordinal: lower ? "lower odds" : "higher odds"
    case .score: lower ? "lower" : "higher"
    }
  }

  /// The effect of a treatment that does nothing.
  package var noDifference: Double { outcome.scale.isLogarithmic ? 1 : 0 }

  /// The smallest effect that matters, as a value of the effect: below or above `noDifference`,
  /// whichever is better.
  package var importantEffect: Double {
    let size = minimalImportantDifference
    let lower = outcome.better == .lower
    guard outcome.scale.isLogarithmic else { return lower ? -size : size }
    return lower ? min(size, 1 / size) : max(size, 1 / size)
  }

  /// The smallest effect that matters in words: "25 % fewer", "1.5 lower".
  package var importantlyBetter: String {
    guard outcome.scale.isLogarithmic else {
      return "\(DecimalText.brief(minimalImportantDifference)) \(better)"
    }
    return "\(DecimalText.brief(abs(1 - importantEffect) * 100)) % \(better)"
  }

  /// "Magnesium against placebo".
  package var contrast: String {
    let names = PersonalWording.joined(treatments)
    return "\(names.prefix(1).uppercased())\(names.dropFirst()) against \(reference)"
  }

  /// The contrast, the cycles and the recorded nights in one line.
  package func title(of design: DesignFacts) -> String {
    let recorded = design.arms.reduce(0) { $0 + $1.recorded }
    let nights = max(design.spanDays, design.arms.reduce(0) { $0 + $1.nights })
    let arms = design.arms.map { "\($0.arm) \($0.recorded)" }.joined(separator: ", ")
    return
      "\(contrast) · \(cycles(of: design)) · \(recorded) of \(nights) nights recorded (\(arms))"
  }

  private func cycles(of design: DesignFacts) -> String {
    switch (design.cycles, design.randomised) {
    case (0, let randomised): "no complete cycle" + (randomised ? "" : ", not randomised")
    case (1, let randomised): randomised ? "1 randomised cycle" : "1 cycle, not randomised"
    case (let count, let randomised):
      randomised ? "\(count) randomised cycles" : "\(count) cycles, not randomised"
    }
  }

  /// "a", "a and b", "a, b and c".
  static func joined(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
