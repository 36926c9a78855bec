import Glibc
import Numerics

/// The thresholds that keep false responders rare although a log is analysed several times.
///
/// Logs are simulated on the planned nights with no effect, in six cells: night-to-night
/// correlations 0, 0.3 and 0.6, without a trend and with an outcome that improves by itself.
/// Every log is analysed at every look. A responder at any look needs
///
///     P(important benefit) >= 1 - t (1 - a)   and   P(benefit) >= 1 - t (1 - b)
///
/// with the rule's own a and b, and everything else of the rule. The tightening t <= 1 is the
/// largest for which in each cell the upper 95 % bound of the share of logs that are ever called a
/// responder is at most 5 %; it is 1, and the rule stays as it is, where that is enough.
///
/// One t serves all looks (a constant boundary, Pocock 1977). A boundary that is stricter early
/// (O'Brien & Fleming 1979) is not needed: the prior and the guards already hold early looks back.
///
/// *Reference*: Jennison & Turnbull, "Group Sequential Methods" (2000), section 2.4; the bound is
/// Wilson's (1927).
public struct LookCalibration: Sendable, Codable, Equatable {
  /// t, in steps of 0.01.
  public let tightening: Double
  public let importantBenefit: Double
  public let anyBenefit: Double
  /// Share of logs that are ever called a responder with these thresholds, in the worst cell.
  public let falseResponders: Double
  /// The same with the rule's own thresholds.
  public let falseRespondersUntightened: Double
  /// Logs in every cell.
  public let simulations: Int

  /// The most false responders over all looks.
  public static let bar = 0.05

  /// - Parameters:
  ///   - plan: the planned nights; nights without an outcome stay without one.
  ///   - rows: how many of its nights have been seen at each look, increasing.
  ///   - study: what the log is analysed for.
  ///   - rule: the rule to be tightened.
  ///   - referenceMean: mean outcome on the reference.
  ///   - sigma: night-to-night standard deviation on the analysis scale.
  ///   - simulations: logs in every cell.
  ///   - seed: of the simulated logs.
  ///   - jobs: threads; the result does not depend on it.
  public init(
    plan: PersonalLog, rows: [Int], study: PersonalStudy, rule: VerdictRule = VerdictRule(),
    referenceMean: Double, sigma: Double, simulations: Int = 400, seed: UInt64 = 1, jobs: Int = 1
  ) {
    let direction = EffectDirection(study)
    let improvement = direction.sign * (direction.scale.isLogarithmic ? log(2) / 2 : sigma / 2)
    let trends = [0, improvement]
    let simulation = VerdictSimulation(log: plan, study: study, rule: rule, seed: seed)
    let critical = OperatingCharacteristics.correlations.flatMap { rho in
      trends.map { (rho, $0) }
    }.enumerated().map { cell, person in
      let simulator = SeriesSimulator(
        kind: study.outcome.kind, referenceMean: referenceMean, sigma: sigma, rho: person.0,
        effect: 0, trend: person.1)
      return parallelMap(count: simulations, jobs: jobs) { index -> Double in
        var stream = RandomStream(
          seed: seed, task: 2000 + UInt64(cell), substream: UInt64(index))
        let log = simulator.draw(plan, &stream)
        return rows.map { count in
          simulation.look(PersonalLog(arms: log.arms, nights: Array(log.nights.prefix(count))))
            .tightening
        }.min() ?? .infinity
      }.filter { $0 <= 1 }.sorted()
    }
    let allowed = LookCalibration.mostResponders(of: simulations)
    let largest = critical.compactMap { allowed < $0.count ? $0[allowed].nextDown : nil }.min()
    let tightening = largest.map { ($0 * 100).rounded(.down) / 100 } ?? 1
    func worst(_ tightening: Double) -> Double {
      let most = critical.map { cell in cell.count { $0 <= tightening } }.max() ?? 0
      return Double(most) / Double(max(1, simulations))
    }
    self.tightening = tightening
    importantBenefit = 1 - tightening * (1 - rule.importantBenefit)
    anyBenefit = 1 - tightening * (1 - rule.anyBenefit)
    falseResponders = worst(tightening)
    falseRespondersUntightened = worst(1)
    self.simulations = simulations
  }

  /// The rule with the thresholds of this calibration.
  public func tightened(_ rule: VerdictRule) -> VerdictRule {
    var result = rule
    result.importantBenefit = importantBenefit
    result.anyBenefit = anyBenefit
    return result
  }

  /// The largest number out of `count` whose upper 95 % bound (Wilson, one-sided) is at most the
  /// bar; 0 below 52, where not even that shows it.
  static func mostResponders(of count: Int) -> Int {
    let z = 1.6448536269514722
    let n = Double(count)
    func upper(_ number: Int) -> Double {
      let share = Double(number) / n
      let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
      return (share + z * z / (2 * n) + half) / (1 + z * z / n)
    }
    return (0...count).prefix { upper($0) <= bar }.last ?? 0
  }
}
