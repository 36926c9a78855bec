import Figures
import Numerics
import Trials

extension TrialEffect {
  /// The normal interval of one study.
  func interval(level: Double) -> EffectInterval {
    let z = NormalDistribution.standard.quantile((1 - level) / 2, tail: .upper)
    let reach = z * effect.standardError
    return EffectInterval(lower: effect.estimate - reach, upper: effect.estimate + reach)
  }

  /// What an arm shows by itself: a mean or change in the pooled unit, a share of people, a rate.
  struct ArmValue: Sendable, Equatable {
    let value: Double
    /// As people read it.
    let text: String
  }

  /// The values of the treatment and of the comparator; nil where they are not printed.
  func values(digits: Int) -> (treatment: ArmValue?, comparator: ArmValue?) {
    func mean(_ value: Double) -> ArmValue {
      ArmValue(value: value, text: DecimalText.significant(value, digits: digits))
    }
    func share(_ group: GroupEvents) -> ArmValue {
      ArmValue(
        value: Double(group.events) / Double(group.total), text: "\(group.events)/\(group.total)")
    }
    func rate(_ group: GroupRate) -> ArmValue { mean(Double(group.events) / group.personTime) }
    switch summary {
    case .means(let pair): return (mean(pair.treatment.mean), mean(pair.comparator.mean))
    case .pairedMeans(let pair): return (mean(pair.treatment.mean), mean(pair.comparator.mean))
    case .events(let pair): return (share(pair.treatment), share(pair.comparator))
    case .rates(let pair): return (rate(pair.treatment), rate(pair.comparator))
    default:
      let arms = [comparison.treatment, comparison.comparator].map { arm in
        (arm?.mean?.value).map { mean($0 * factor) }
      }
      return (arms[0], arms[1])
    }
  }

  /// Everybody who is compared; the same people count once.
  var peopleCount: Int? {
    let (first, second) = people
    guard let first else { return comparison.trial?.analysed?.wholeNumber }
    return comparison.design == .parallel ? second.map { first + $0 } : first
  }

  /// "48/46" in two groups, "42" of the same people twice.
  var peopleText: String {
    let (first, second) = people
    if let first, let second, comparison.design == .parallel { return "\(first)/\(second)" }
    return peopleCount.map(String.init) ?? "–"
  }

  /// Where the correlation of a crossover comes from.
  var correlationSource: String? {
    switch correlation {
    case .printed: "printed"
    case .derived: "recovered"
    case .unknown: "assumed"
    case nil: nil
    }
  }
}

extension [TrialEffect] {
  /// "136 people"; nil where a number is not known.
  var peopleText: String? {
    let counts = compactMap(\.peopleCount)
    return counts.count == count && !isEmpty ? "\(counts.reduce(0, +)) people" : nil
  }
}
