import Glibc
import Numerics
import Tables

@testable import NOf1

/// A made-up analysis for tests of output: every number is invented, none was computed by a model.
enum TestAnalysis {
  static func make(
    reference: String = "placebo", treatments: [String] = ["magnesium"],
    kind: Outcome.Kind = .count, better: Outcome.Direction = .lower,
    answer: Verdict.Answer = .inconclusive, simulation: Bool = true, dates: Bool = true,
    alternating: Bool = false, extras: Bool = false
  ) -> PersonalAnalysis {
    let outcome = Outcome(column: "cramps", kind: kind, better: better)
    let prior = EffectPrior(name: "trial", mean: -0.07, standardDeviation: 0.3)
    let study = PersonalStudy(
      outcome: outcome, reference: reference, treatments: treatments,
      minimalImportantDifference: kind == .score ? 1.5 : 0.75, randomised: true,
      randomisation: .pairedCycles, prior: prior,
      monitoring: extras ? .looks(afterCycles: [2, 4]) : .atTheEnd,
      plannedCycles: extras ? 4 : nil,
      armDetails: extras ? [ArmDetail(arm: treatments[0], form: "citrate", dose: 300)] : [],
      trialPrior: extras ? trialPrior : nil)
    let nights = nights(
      arms: [reference] + treatments, dates: dates, periodNights: alternating ? 1 : 14)
    let scale = outcome.scale
    return PersonalAnalysis(
      study: study, design: design(nights, arms: [reference] + treatments),
      verdict: verdict(answer, arm: treatments[0]),
      effects: treatments.enumerated().map { effect($1, prior, scale, -0.55 + 0.3 * Double($0)) },
      hyperparameters: [
        ParameterSummary(
          name: "sigma", estimate: 0.41, mean: 0.43, sd: 0.16, confidenceLow: 0.11,
          confidenceHigh: 0.78, prior: "half-normal(0.75)")
      ],
      cycles: treatments.flatMap { arm in cycles(arm, scale) },
      cycleLevel: treatments.map { cycleLevel($0, scale) },
      randomisationTest: RandomisationTest(
        arm: treatments[0], scheme: "one period of each arm per cycle", schedules: 16, exact: true,
        statistic: -0.6, pValue: 0.125, pValueTwoSided: 0.25, floor: 0.0625),
      sensitivity: treatments.flatMap { sensitivity($0, scale) },
      operatingCharacteristics: simulation ? operatingCharacteristics(scale) : [],
      nights: nights, densities: treatments.map { density($0, scale) },
      findings: [
        Finding(
          code: "N105", severity: .warning, message: "12 nights were not recorded",
          hint: "leave them empty", place: Place(file: "log.csv", line: 9, column: 3))
      ],
      notes: ["The reference arm was taken to be the one named placebo."],
      arms: extras ? arms(scale) : nil,
      monitoring: extras ? monitoring : nil, borrowing: extras ? borrowing : nil)
  }

  private static func onScale(_ value: Double, _ scale: EffectScale) -> Double {
    scale.isLogarithmic ? exp(value) : value
  }

  /// 4 cycles of 14-night periods; counts from a small linear congruential generator.
  private static func nights(
    arms: [String], dates: Bool, periodNights: Int
  ) -> [FittedNight] {
    var state: UInt64 = 2025
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    return (0..<(56 * arms.count)).map { day in
      let period = day / periodNights
      let cycle = period / arms.count
      let arm = arms[(period % arms.count + cycle) % arms.count]
      let rate = (arm == arms[0] ? 0.9 : 0.5) * exp(0.25 * sin(Double(day) / 9))
      var outcome = 0.0
      var product = uniform()
      while product > exp(-rate) {
        outcome += 1
        product *= uniform()
      }
      return FittedNight(
        day: day, date: dates ? CalendarDate(daysSinceEpoch: 20_100 + Int32(day)).description : nil,
        arm: arm, period: period, cycle: cycle, outcome: uniform() < 0.1 ? nil : outcome,
        fitted: rate, fittedLow: rate * 0.55, fittedHigh: rate * 1.7)
    }
  }

  private static func design(_ nights: [FittedNight], arms: [String]) -> DesignFacts {
    DesignFacts(
      arms: arms.map { arm in
        let own = nights.filter { $0.arm == arm }
        let recorded = own.compactMap(\.outcome)
        return DesignFacts.Arm(
          arm: arm, nights: own.count, recorded: recorded.count, periods: 4,
          events: Int(recorded.reduce(0, +)), mean: recorded.reduce(0, +) / Double(recorded.count))
      },
      spanDays: nights.count, periods: 4 * arms.count, cycles: 4, transitions: 4 * arms.count - 1,
      randomised: true,
      guards: [
        .init(
          name: "cycles", required: 3, observed: 4, holds: true,
          sentence: "at least 3 randomised cycles (4)")
      ])
  }

  private static func verdict(_ answer: Verdict.Answer, arm: String) -> Verdict {
    Verdict(
      answer: answer, arm: arm, label: nil,
      reasons: ["the sceptical and the wide prior do not agree (rule 4)"],
      conditions: [.init(name: "benefit", holds: true, sentence: "P(RR < 1) >= 0.95 (0.96)")],
      nextStep: """
        3 more cycles (84 nights) give an 80 % chance of a firm answer if the true drop is a half.
        """,
      sentence: """
        Your nights on \(arm) had about 42 % fewer cramps (from 69 % fewer to 6 % more). That is \
        probably a real drop, but this log cannot yet say it is the 25 % that you said matters.
        """,
      clinical: "RR 0.58 (95 % interval 0.31 to 1.06), P(RR < 1) 0.96, 100 nights.",
      technical: "Poisson with a latent AR(1), nested Laplace; made-up numbers for a test.")
  }

  private static func effect(
    _ arm: String, _ prior: EffectPrior, _ scale: EffectScale, _ mean: Double
  ) -> EffectEstimate {
    EffectEstimate(
      arm: arm, prior: prior, scale: scale, estimate: onScale(mean, scale), mean: mean, sd: 0.31,
      confidenceLow: onScale(mean - 0.61, scale), confidenceHigh: onScale(mean + 0.61, scale),
      probabilityOfBenefit: 0.96, probabilityOfImportantBenefit: 0.8,
      probabilityOfImportantHarm: 0.001, probabilityWorse: 0.002, nights: 49, referenceNights: 51,
      avoidedPer28Nights: scale == .difference
        ? nil : AvoidedEvents(median: 10.4, low: -1.2, high: 17.9))
  }

  private static func cycles(_ arm: String, _ scale: EffectScale) -> [CycleEstimate] {
    [-0.9, -0.2, -0.75, -0.55].enumerated().map { index, value in
      CycleEstimate(
        arm: arm, cycle: index + 1, estimate: onScale(value, scale), nights: 12,
        referenceNights: 13, mean: 0.5, referenceMean: 0.9)
    }
  }

  private static func cycleLevel(_ arm: String, _ scale: EffectScale) -> CycleLevelEstimate {
    CycleLevelEstimate(
      arm: arm, cycles: 4, scale: scale, estimate: onScale(-0.6, scale), mean: -0.6,
      standardError: 0.29, degreesOfFreedom: 3, confidenceLow: onScale(-1.52, scale),
      confidenceHigh: onScale(0.32, scale), probabilityOfBenefit: 0.93,
      probabilityOfImportantBenefit: 0.79)
  }

  private static func sensitivity(_ arm: String, _ scale: EffectScale) -> [SensitivityFit] {
    let fits = [
      ("prior-sceptical", "sceptical prior", 0.0, 0.15, -0.12),
      ("prior-wide", "wide prior", 0.0, 0.8, -0.68),
      ("prior-enthusiast", "enthusiast prior", -0.29, 0.3, -0.6),
      ("wash-in-3", "first 3 nights after a switch dropped", -0.07, 0.3, -0.63),
      ("half-life-5", "onset with half-life 5 nights", -0.07, 0.3, -0.58),
      ("no-trend", "no trend", -0.07, 0.3, -0.52),
    ]
    return fits.map { key, label, mean, sd, estimate in
      let prior = EffectPrior(name: key, mean: mean, standardDeviation: sd)
      return SensitivityFit(
        key: key, label: label, effect: effect(arm, prior, scale, estimate),
        logBayesFactor: key == "wash-in-3" ? nil : -0.4)
    }
  }

  private static func operatingCharacteristics(_ scale: EffectScale) -> [OperatingCharacteristic] {
    [-0.69, -0.29, 0].flatMap { effect in
      [0, 0.3, 0.6].map { rho in
        let found = effect == 0 ? 0.011 - 0.01 * rho : -effect / 2
        return OperatingCharacteristic(
          effect: onScale(effect, scale), rho: rho, simulations: 1000, probabilityResponder: found,
          probabilityNonResponder: 0.2, probabilityInconclusive: 0.8 - found)
      }
    }
  }

  private static func density(_ arm: String, _ scale: EffectScale) -> EffectDensity {
    let grid = (0...120).map { -2.0 + 0.025 * Double($0) }
    func normal(_ mean: Double, _ sd: Double) -> [Double] {
      grid.map { exp(-0.5 * ($0 - mean) * ($0 - mean) / (sd * sd)) / (sd * 2.5066282746) }
    }
    return EffectDensity(
      arm: arm, scale: scale, effect: grid.map { onScale($0, scale) }, prior: normal(-0.07, 0.3),
      ownData: normal(-0.85, 0.39), posterior: normal(-0.55, 0.24))
  }
}

// What only some analyses hold.
extension TestAnalysis {
  static let trialPrior = TrialPrior(
    distribution: PredictiveDistribution(mean: -0.05, scale: 0.2, degreesOfFreedom: 3),
    isLogarithmic: true, unit: "", measure: "ROM", mapping: "mean counts over the same time",
    outcome: "cramps_per_week", studies: ["one2019", "two2021"], personSpread: 0.28)

  static func arms(_ scale: EffectScale) -> ArmsAnalysis {
    func form(_ name: String, _ estimate: Double) -> FormsEstimate.Form {
      .init(
        form: name, arms: [name], estimate: estimate, confidenceLow: estimate - 0.2,
        confidenceHigh: estimate + 0.2, probabilityOfBenefit: 0.9,
        probabilityOfImportantBenefit: 0.4)
    }
    let omega = ParameterSummary(
      name: "omega", estimate: 0.1, mean: 0.12, sd: 0.08, confidenceLow: 0.01,
      confidenceHigh: 0.4, prior: "half-normal(0.3)")
    return ArmsAnalysis(
      comparisons: [
        ArmComparison(
          arm: "citrate", against: "oxide", scale: scale, estimate: 0.8, mean: -0.22, sd: 0.3,
          confidenceLow: 0.5, confidenceHigh: 1.4, probabilityOfBenefit: 0.77,
          probabilityOfImportantBenefit: 0.41, isPrimary: false)
      ],
      forms: FormsEstimate(
        forms: [form("citrate", 0.7), form("oxide", 0.9)], common: form("all forms", 0.8),
        omega: omega),
      dose: DoseEstimate(
        perHundredMilligrams: 0.9, confidenceLow: 0.8, confidenceHigh: 1.1,
        probabilityOfBenefit: 0.8,
        levels: [
          .init(dose: 150, nights: 28, estimate: 0.85, confidenceLow: 0.7, confidenceHigh: 1.15)
        ], logBayesFactor: -0.4))
  }

  static let monitoring = MonitoringResult(
    monitoring: .looks(afterCycles: [2, 4]), cycles: 2, plannedCycles: 4, look: 1,
    importantBenefit: 0.9, anyBenefit: 0.98, falseResponders: 0.03,
    bets: [.init(step: 1, factor: 1.5, eValue: 1.5)], eValueNeeded: nil,
    sentence: "This is look 1 of 2.")

  static let borrowing = Borrowing(
    prior: trialPrior,
    rows: [
      .init(
        source: "own data", personSpread: nil, estimate: 0.7, confidenceLow: 0.5,
        confidenceHigh: 1, probabilityOfBenefit: 0.97, probabilityOfImportantBenefit: 0.6)
    ], worthInCycles: 1.5, conflictStatistic: -1.2, conflictPValue: 0.23, isConflict: false,
    sentence: "The trials say little, and the nights agree.")
}
