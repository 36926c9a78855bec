import Tables

extension StudyFacts {
  /// "Arms: placebo (the reference) and magnesium (citrate, 300 mg elemental a night)."
  var armsSentence: String? {
    guard let arms, let reference = arms.first else { return nil }
    let details = study?.armDetails ?? []
    let all = details.isEmpty ? file?.armDetails ?? [] : details
    let words = arms.map { arm in
      let detail = all.first { $0.arm == arm }
      let parts = [
        arm == reference ? "the reference" : nil, detail?.form,
        detail?.dose.map { "\(LogCheckContext.short($0)) mg elemental a night" },
      ].compactMap(\.self)
      return parts.isEmpty ? arm : "\(arm) (\(parts.joined(separator: ", ")))"
    }
    return "Arms: \(words.joined(separator: ", "))."
  }

  /// The planned cycles, periods and nights.
  var planSentence: String? {
    guard let design else { return nil }
    let count = design.arms.count
    let start = design.start.map { " from \($0.description)" } ?? ""
    let whole = "\(design.nights) nights\(start)"
    guard case .pairedCycles = design.randomisation else {
      return "Planned: \(whole) on \(count) arms, \(design.cycles) cycles."
    }
    return "Planned: \(design.cycles) cycles with one period of \(design.periodNights) nights on"
      + " each of \(count) arms: \(design.cycles * count) periods, \(whole)."
  }

  var washInSentence: String? {
    washInNights.map {
      switch $0 {
      case 0: "No night after a switch is left out."
      case 1: "The first night after every switch is left out of the main fit."
      default: "The first \($0) nights after every switch are left out of the main fit."
      }
    }
  }

  /// How the order was drawn, with its restrictions.
  var schemeSentence: String? {
    let limit = design?.maximumPeriodRun.map { ", at most \($0) periods in a row on one arm" } ?? ""
    switch randomisation {
    case .pairedCycles:
      return "Paired cycles: every cycle holds one period of each arm, in random order\(limit)."
    case .nightly(let run):
      return "Every night is drawn by itself, with at most \(run) alike in a row."
    case .blocks(let size):
      return "Blocks of \(size) nights hold every arm equally often, in random order."
    case nil: return nil
    }
  }

  /// Generator and seed. The seed gives the order again, so for a blinded plan only `afterwards`.
  func drawSentence(afterwards: Bool) -> String? {
    guard let drawn else { return nil }
    let seed =
      drawn.design.blinded && !afterwards
      ? "the seed stays sealed until the last night" : "seed \(drawn.seed)"
    return "Drawn by \(drawn.generator), \(seed), uniformly from"
      + " \(LogCheckContext.short(drawn.admissible)) admissible schedules."
  }

  var sealedKeySentence: String? {
    file?.sealedKey.map { "The order lies in a sealed key with SHA-256 \($0)." }
  }

  /// What is measured, and from which size on an effect matters.
  var outcomeSentence: String? {
    guard let outcome else { return nil }
    let effect: String =
      switch outcome.scale {
      case .ratio: "a ratio"
      case .oddsRatio: "an odds ratio"
      case .difference: "a difference"
      }
    return "Primary and only outcome: '\(outcome.column)', a \(outcome.kind.rawValue) recorded"
      + " night by night, compared as \(effect); \(outcome.better.rawValue) is better."
  }

  var importanceSentence: String? {
    guard let outcome, let value = minimalImportantDifference else { return nil }
    let size = LogCheckContext.short(value)
    let what = outcome.scale.isLogarithmic ? "a ratio of \(size)" : "a difference of \(size)"
    // Nobody has to say it for ratios: see the default.
    let isDefault = file?.minimalImportantDifference == nil && [0.75, 1 / 0.75].contains(value)
    let before =
      study?.minimalImportantDifferenceSetBefore
      ?? file?.minimalImportantDifferenceSetBefore
    let when: String =
      switch before {
      case true: ", set before the treatment codes were known"
      case false: ", set after the treatment codes were known"
      case nil: isDefault ? ", by default" : ""
      }
    return "The smallest effect that matters is \(what)\(when)."
  }

  /// The question in the terms of the study; nil while arms or outcome are open.
  var objectiveSentence: String? {
    guard let arms, let outcome, let reference = arms.first, arms.count > 1 else { return nil }
    return sentences([
      "Whether '\(outcome.column)' is \(outcome.better.rawValue) for this person on"
        + " \(arms.dropFirst().joined(separator: ", ")) than on \(reference)",
      importanceSentence,
    ])
  }

  var monitoringSentence: String? {
    switch monitoring {
    case .atTheEnd: "One analysis, when the plan is done; no interim analysis."
    case .looks(let cycles):
      "Looks after \(cycles.map(String.init).joined(separator: ", ")) complete cycles, with"
        + " thresholds that allow for all of them."
    case .continuous:
      "Looks at any time: a verdict needs an e-value that holds at any stopping time."
    case nil: nil
    }
  }

  /// Whether a title says what kind of trial it is.
  var titleAnswer: ChecklistAnswer {
    guard let title = text(.title) else { return answer(.title) }
    let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    guard " \(words) ".contains(" n of 1 ") else {
      return .notSupplied(
        known: "The title '\(title)' does not say that this is an n-of-1 trial.",
        keys: [ReportKey.title.path])
    }
    return answer(.title)
  }

  /// An answer about the assignment, which an order that was not drawn at random does not have.
  func ifRandomised(_ answer: ChecklistAnswer) -> ChecklistAnswer {
    randomised == false ? .notApplicable("The order was not drawn at random.") : answer
  }

  /// An answer about blinding, which an open trial does not have.
  func ifBlinded(_ answer: ChecklistAnswer) -> ChecklistAnswer {
    switch blinded {
    case true: answer
    case false: .notApplicable("The trial is open: the person knows the arm of every night.")
    case nil: .notSupplied(known: nil, keys: ["blinded"])
    }
  }
}
