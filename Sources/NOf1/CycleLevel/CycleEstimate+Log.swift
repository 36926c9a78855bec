import Glibc
import Tables

extension CycleEstimate {
  /// The estimate of every complete cycle for one treatment, in order.
  ///
  /// Differences are those of `NightContrast`, turned into a ratio where the outcome has one.
  /// `mean` is the arithmetic mean of the outcome (of the levels' numbers, where it is ordinal), for
  /// durations the geometric mean of minutes.
  /// Cycles in which the arm or the reference has no recorded night are left out;
  /// `study.washInNights` are dropped from every period but the first.
  public static func estimates(
    of arm: String, log: PersonalLog, study: PersonalStudy
  ) -> [CycleEstimate] {
    let contrast = NightContrast(log, kind: study.outcome.kind)
    guard let treatment = log.arms.firstIndex(of: arm) else { return [] }
    let kind = study.outcome.kind
    var sums = [Int: (treatment: GroupSums, reference: GroupSums)]()
    for night in log.recorded(afterWashIn: study.washInNights) {
      guard let cycle = night.cycle, let outcome = night.outcome else { continue }
      if night.arm == treatment {
        sums[cycle, default: (.init(), .init())].treatment.add(outcome, contrast)
      } else if night.arm == 0 {
        sums[cycle, default: (.init(), .init())].reference.add(outcome, contrast)
      }
    }
    return sums.keys.sorted().compactMap { cycle in
      guard let (treated, reference) = sums[cycle],
        let difference = contrast.difference(treated.contrast, reference.contrast)
      else { return nil }
      return CycleEstimate(
        arm: arm, cycle: cycle + 1,
        estimate: study.outcome.scale.isLogarithmic ? exp(difference) : difference,
        nights: treated.contrast.nights, referenceNights: reference.contrast.nights,
        mean: treated.mean(of: kind), referenceMean: reference.mean(of: kind))
    }
  }
}

/// The nights of one arm in one cycle, as they are compared and as they are averaged.
private struct GroupSums {
  var contrast = NightSum.zero
  private var outcome = NightSum.zero

  mutating func add(_ value: Double, _ contrast: NightContrast) {
    self.contrast.add(contrast.value(of: value))
    outcome.add(contrast.kind.analysisValue(value) ?? 0)
  }

  /// The mean outcome of a group that is not empty, on the outcome's own scale.
  func mean(of kind: Outcome.Kind) -> Double {
    let mean = outcome.total / Double(outcome.nights)
    return kind == .duration ? exp(mean) : mean
  }
}
