import Glibc
import Tables

extension CycleEstimate {
  /// The estimate of every complete cycle for one treatment, in order.
  ///
  /// Differences are those of `NightContrast`, turned into a ratio where the outcome has one.
  /// `mean` is the arithmetic mean of the outcome, for durations the geometric mean of minutes.
  /// Cycles in which the arm or the reference has no recorded night are left out;
  /// `study.washInNights` are dropped from every period but the first.
  public static func estimates(
    of arm: String, log: PersonalLog, study: PersonalStudy
  ) -> [CycleEstimate] {
    let contrast = NightContrast(kind: study.outcome.kind)
    guard let treatment = log.arms.firstIndex(of: arm) else { return [] }
    var sums = [Int: (treatment: NightSum, reference: NightSum)]()
    for night in log.recorded(afterWashIn: study.washInNights) {
      guard let cycle = night.cycle, let outcome = night.outcome else { continue }
      if night.arm == treatment {
        sums[cycle, default: (.zero, .zero)].treatment.add(contrast.value(of: outcome))
      } else if night.arm == 0 {
        sums[cycle, default: (.zero, .zero)].reference.add(contrast.value(of: outcome))
      }
    }
    return sums.keys.sorted().compactMap { cycle in
      guard let (treated, reference) = sums[cycle],
        let difference = contrast.difference(treated, reference)
      else { return nil }
      return CycleEstimate(
        arm: arm, cycle: cycle + 1,
        estimate: study.outcome.scale.isLogarithmic ? exp(difference) : difference,
        nights: treated.nights, referenceNights: reference.nights,
        mean: contrast.mean(treated), referenceMean: contrast.mean(reference))
    }
  }
}

extension NightContrast {
  /// The mean outcome of a group that is not empty, on the outcome's own scale.
  fileprivate func mean(_ sum: NightSum) -> Double {
    let mean = sum.total / Double(sum.nights)
    return kind == .duration ? exp(mean) : mean
  }
}
