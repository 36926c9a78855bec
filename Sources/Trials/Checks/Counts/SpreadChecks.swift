import Numerics

/// A134: standard deviations that are possible within the limits of the values, and standard errors
/// that stand in the place of standard deviations.
public enum SpreadChecks {
  public static func checks(of tables: TrialTables) -> [ConsistencyCheck] {
    tables.arms.flatMap { arm -> [ConsistencyCheck] in
      guard let sd = arm.sd, let n = arm.n?.people, n > 1 else { return [] }
      let within = arm.mean.flatMap { limits(sd, mean: $0, of: n, arm) }
      let errors = [standardError(sd, of: n, arm), interval(sd, of: n, arm)]
      return ([within] + errors).compactMap { $0 }.map { arm.check($0, column: "sd") }
    }
  }

  private static func finding(
    _ sd: PrintedNumber, _ arm: ArmRecord, _ verdict: ConsistencyCheck.Verdict, _ message: String
  ) -> CountFinding {
    CountFinding(
      code: "A134", verdict: verdict, printed: sd.text, message: message,
      items: [arm.phase == .baseline ? "4.3" : "4.7"])
  }

  private static func limits(
    _ sd: PrintedNumber, mean: PrintedNumber, of n: Int, _ arm: ArmRecord
  ) -> CountFinding? {
    guard let limits = MeasurementScale(arm).limits else { return nil }
    let test = SpreadTest(n: n, lowest: limits.lowest, highest: limits.highest)
    let verdict = test.verdict(mean: mean, sd: sd)
    guard let largest = test.largestStandardDeviation(mean: mean.range) else {
      return finding(
        sd, arm, verdict, "the mean \(mean.text) lies outside the limits: \(limits.name)")
    }
    let bound = "with \(limits.name) the SD of \(n) values with the mean \(mean.text) is at most "
    var result = finding(
      sd, arm, verdict,
      bound + sd.written(largest) + (verdict == .consistent ? "" : ", not \(sd.text)"))
    result.recomputed = ValueRange(0, largest)
    return result
  }

  /// A row that prints both: SD = SE sqrt(n).
  private static func standardError(
    _ sd: PrintedNumber, of n: Int, _ arm: ArmRecord
  ) -> CountFinding? {
    guard let se = arm.se else { return nil }
    return compare(
      sd, arm, n, standardError: se.range, generous: se.generousRange,
      name: "the standard error \(se.text)")
  }

  /// A row whose mean has an interval: SE = (high - low) / (2 t), or 2 z.
  private static func interval(
    _ sd: PrintedNumber, of n: Int, _ arm: ArmRecord
  ) -> CountFinding? {
    guard arm.intervalOf == "mean", let low = arm.ciLow, let high = arm.ciHigh,
      low.relation == .equal, high.relation == .equal, high.value >= low.value
    else { return nil }
    let level = arm.ciLevel.map { $0.value / 100 } ?? 0.95
    guard level > 0, level < 1 else { return nil }
    let tail = (1 - level) / 2
    let t = StudentTDistribution(degreesOfFreedom: Double(n - 1)).quantile(tail, tail: .upper)
    let z = NormalDistribution.standard.quantile(tail, tail: .upper)
    let divisors = ValueRange(1 / (2 * t), 1 / (2 * z))
    return compare(
      sd, arm, n, standardError: (high.range - low.range).magnitude * divisors,
      generous: (high.generousRange - low.generousRange).magnitude * divisors,
      name: "the interval \(low.text) to \(high.text)")
  }

  private static func compare(
    _ sd: PrintedNumber, _ arm: ArmRecord, _ n: Int, standardError: ValueRange,
    generous: ValueRange, name: String
  ) -> CountFinding {
    let root = Double(n).squareRoot()
    let implied = (root * standardError).widened(by: 1e-12)
    let text = "\(sd.written(implied.low)) to \(sd.written(implied.high))"
    var result = finding(sd, arm, .consistent, "the SD \(sd.text) agrees with \(name)")
    result.recomputed = implied
    if sd.range.overlaps(implied) { return result }
    if sd.generousRange.overlaps(root * generous) {
      result.verdict = .rounding
      result.message += " only if digits were cut off or rounded up"
      return result
    }
    result.verdict = .inconsistent
    result.message = "\(name) of \(n) people belongs to an SD of \(text), not \(sd.text)"
    if sd.range.overlaps(standardError) {
      result.repair = "\(sd.text) is the standard error; the SD is \(text)"
    }
    return result
  }
}
