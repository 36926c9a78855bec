import Numerics
import Tables

extension RandomisationTest {
  /// How many schedules are compared.
  public struct Limits: Sendable, Equatable {
    /// Up to this many schedules are all enumerated.
    public var enumeration: Int
    /// Otherwise this many are drawn; the observed one is added.
    public var draws: Int

    public init(enumeration: Int = 100_000, draws: Int = 99_999) {
      self.enumeration = enumeration
      self.draws = draws
    }
  }

  /// Compares the observed effect of `arm` with what the declared scheme could have drawn, if the
  /// treatment did nothing.
  ///
  /// | scheme | schedules compared, all equally likely | statistic |
  /// |---|---|---|
  /// | paired cycles | every order of the periods within each complete cycle | mean over cycles of the difference within the cycle |
  /// | nightly | every sequence of arms within the run limit, conditional on nothing else | difference over all nights |
  /// | blocks | every order within each block | difference over all nights |
  ///
  /// Differences are those of `NightContrast`. For paired cycles the mean of the cycles' log ratios
  /// found a halved rate as often as the pooled ratio or more often (5 to 8 cycles, 0.15 to 2
  /// cramps a night, with and without trend and serial dependence), since it is free of slow
  /// changes; a night drawn by itself has no such pair. Outcomes and missing nights stay on their dates, period boundaries stay where the
  /// schedule put them. The nightly and block schemes draw an arm for every row of the log, so
  /// nights that were not recorded should be listed with an empty outcome. Schedules that leave
  /// the arm or the reference without a recorded night are not compared, and cycles with a period
  /// that has none are left out. With more than two arms whole schedules are drawn, and `arm` is
  /// compared with the reference.
  ///
  /// The p value is the share of schedules at least as extreme as the observed one, ties
  /// included. With draws, the observed schedule is one of those compared (Phipson and Smyth 2010).
  /// `study.washInNights` are dropped from every period but the first (paired cycles only).
  ///
  /// - Parameters:
  ///   - log: the person's nights.
  ///   - study: its outcome, scheme and wash-in.
  ///   - arm: a treatment; the primary contrast when nil.
  ///   - seed: of the draws, where not all schedules are enumerated.
  ///   - limits: how many schedules are enumerated or drawn.
  /// - Throws: an information `Finding` that says why there is no such test: N181 no scheme is
  ///   declared; N182 the log does not follow the declared scheme; N172 an arm without recorded
  ///   nights; N183 no complete cycle.
  ///
  /// *Reference*: Edgington and Onghena, "Randomization Tests" (2007), chapters 4 and 10.
  public static func run(
    log: PersonalLog, study: PersonalStudy, arm: String? = nil, seed: UInt64 = 1,
    limits: Limits = .init()
  ) throws(Finding) -> RandomisationTest {
    guard study.randomised, let scheme = study.randomisation else {
      throw .unavailable(
        "N181", "no randomisation test: the study does not say how the order was drawn",
        hint: "declare randomisation: paired-cycles, nightly or blocks in the study file")
    }
    guard let name = arm ?? study.treatments.first, let treatment = log.arms.firstIndex(of: name),
      treatment > 0
    else {
      throw .unavailable(
        "N182", "no randomisation test: \(arm ?? "the treatment") is not a treatment arm",
        hint: "the treatment arms are \(log.arms.dropFirst().joined(separator: ", "))")
    }
    let comparison = ScheduleComparison(
      log: log, study: study, treatment: treatment, seed: seed, limits: limits)
    switch scheme {
    case .pairedCycles:
      return try comparison.pairedCycles()
    case .nightly(let maximumRun):
      return try comparison.nightly(maximumRun: maximumRun)
    case .blocks(let size):
      return try comparison.blocks(size: size)
    }
  }
}

extension Finding {
  /// A result that does not exist for this log, with the reason.
  static func unavailable(_ code: String, _ message: String, hint: String? = nil) -> Finding {
    Finding(code: code, severity: .information, message: message, hint: hint)
  }
}
