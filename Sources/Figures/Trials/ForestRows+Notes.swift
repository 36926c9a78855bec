import Numerics
import Trials

extension ForestRows {
  /// What has to be said beside the numbers.
  var notes: [String] {
    let effects = pooling.effects
    var notes = pooling.judgements.map(ForestRows.sentence)
    if !effects.uncontrolled.isEmpty {
      notes.append(
        "Uncontrolled: nobody was allocated to a comparator. People join a study when they are at "
          + "their worst, and many then improve by themselves (regression to the mean).")
    }
    if pooling.headline != nil {
      notes.append("Bayesian rows, prior of the spread of true effects: \(pooling.prior.basis).")
    }
    let open = effects.effects.filter { $0.correlation?.isUnknown ?? false }.map(\.study)
    if !open.isEmpty {
      notes.append(
        "No correlation of a person's two values is known for \(PersonalWording.joined(open)): "
          + "the lowest that was tried is taken, which gives the longest interval.")
    }
    if !effects.excluded.isEmpty {
      let count = effects.excluded.count
      notes.append(
        "\(count) comparison\(count == 1 ? "" : "s") could not be used; the table of excluded "
          + "studies gives the reason\(count == 1 ? "" : "s").")
    }
    return notes
  }

  /// What a review said of these trials as a whole.
  private static func sentence(_ review: ReviewRecord) -> String {
    let certainty = review.certainty.isEmpty ? "" : "certainty \(review.certainty)"
    let about = [review.outcome, certainty].filter { !$0.isEmpty }.joined(separator: ", ")
    let plain = review.note.hasPrefix("not pooled: ") ? review.note.dropFirst(12) : review.note[...]
    return "Not pooled by \(review.review)" + (about.isEmpty ? "" : " (\(about))")
      + (plain.isEmpty ? "" : ": \(plain)") + "."
  }
}

extension TrialFigures {
  /// Half the width of an interval of that level, in standard errors.
  static func quantile(_ level: Double) -> Double {
    NormalDistribution.standard.quantile((1 - level) / 2, tail: .upper)
  }
}

extension PairedCorrelation {
  var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }

  var words: String {
    let number = DecimalText.brief(value)
    return switch self {
    case .printed: "correlation \(number) as printed"
    case .derived: "correlation \(number) recovered"
    case .unknown: "correlation not known, \(number) taken"
    }
  }
}

extension StudySummary {
  /// The numbers of each arm as a table prints them: `18/66`, or mean (SD) and people.
  var armTexts: (treatment: String, comparator: String)? {
    switch self {
    case .means(let arms):
      return (ForestRows.text(arms.treatment), ForestRows.text(arms.comparator))
    case .pairedMeans(let arms):
      return (ForestRows.text(arms.treatment), ForestRows.text(arms.comparator))
    case .events(let arms):
      return (
        "\(arms.treatment.events)/\(arms.treatment.total)",
        "\(arms.comparator.events)/\(arms.comparator.total)"
      )
    case .rates(let arms):
      return (ForestRows.text(arms.treatment), ForestRows.text(arms.comparator))
    default: return nil
    }
  }
}

extension ForestRows {
  fileprivate static func text(_ group: GroupMean) -> String {
    let (mean, deviation) = (group.mean, group.standardDeviation)
    return "\(DecimalText.brief(mean, digits: 4)) (\(DecimalText.brief(deviation, digits: 4))), "
      + "n \(group.count)"
  }

  fileprivate static func text(_ group: GroupRate) -> String {
    "\(group.events) in \(DecimalText.brief(group.personTime, digits: 6))"
  }
}
