import ArgumentParser
import Trials

/// How effects are pooled.
struct TrialsPoolingOptions: ParsableArguments {
  enum Estimator: String, ExpressibleByArgument, CaseIterable {
    case reml, dl, pm, ml, eb, sj, he

    var estimator: HeterogeneityEstimator {
      switch self {
      case .reml: .restrictedMaximumLikelihood
      case .dl: .dersimonianLaird
      case .pm: .pauleMandel
      case .ml: .maximumLikelihood
      case .eb: .empiricalBayes
      case .sj: .sidikJonkman
      case .he: .hedges
      }
    }
  }

  enum Interval: String, ExpressibleByArgument, CaseIterable {
    case wald, hksj, hksjFloor = "hksj-floor", kr

    /// That of contrasts and of the meta-regression.
    var test: Pooling.Test {
      switch self {
      case .wald: .normal
      case .hksj: .knappHartung
      case .hksjFloor, .kr: .flooredKnappHartung
      }
    }
  }

  @Option(help: "Estimator of tau, the spread of true effects.") var tau = Estimator.reml
  @Option(
    help: """
      The interval to see beside the headline, and that of subgroups and of the meta-regression \
      (default: hksj-floor). Every row is always there.
      """)
  var ci: Interval?
  @Option(
    help: .init(
      """
      Prior of tau: hn:SCALE, hc:SCALE, ln:LOCATION,SCALE, turner (of OR) or rhodes (of SMD), each \
      also with :OUTCOME,COMPARISON (default: stated in the result).
      """,
      valueName: "prior"))
  var bayes: String?
  @Option(
    parsing: .unconditional,
    help: "Smallest effect that matters: a ratio for ratios, otherwise in the unit.")
  var mid: Double?
  @Option(help: "Column whose values divide the trials; the contrast comes first.")
  var by: String?
  @Option(
    help: .init("Columns of numbers for a meta-regression.", valueName: "column,column"))
  var mods: String?

  func validate() throws {
    if let bayes, Self.prior(bayes) == nil, EmpiricalPrior(named: bayes) == nil {
      throw ValidationError(
        "'\(bayes)' is not a prior of tau: hn:SCALE, hc:SCALE or ln:LOCATION,SCALE, SCALE above 0; "
          + "turner or rhodes, alone or with :OUTCOME,COMPARISON, such as "
          + "turner:pain,pharmacologicalAgainstControl")
    }
    if let mid, !mid.isFinite || mid == 0 {
      throw ValidationError("--mid is a number other than 0")
    }
    if ci == .kr {
      guard tau == .reml else { throw ValidationError("--ci kr goes with --tau reml") }
      guard by == nil && mods == nil else {
        throw ValidationError("--ci kr does not go with --by or --mods: see --ci hksj-floor")
      }
    }
    if let mods, moderators.isEmpty || moderators.contains("") {
      throw ValidationError("'\(mods)' is not a list of columns")
    }
  }

  private var moderators: [String] {
    mods?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  /// Columns of the tables that are read besides those that they always have.
  var columns: [String] { moderators + (by.map { $0 == "group" ? [] : [$0] } ?? []) }

  func applied(to plan: PoolingPlan) -> PoolingPlan {
    var plan = plan
    plan.estimator = tau.estimator
    plan.test = (ci ?? .hksjFloor).test
    plan.prior = bayes.flatMap(Self.prior)
    plan.empiricalPrior = bayes.flatMap { EmpiricalPrior(named: $0) }
    plan.minimalImportantDifference = mid
    plan.subgroups = by
    plan.moderators = moderators
    return plan
  }

  private static func prior(_ text: String) -> HeterogeneityPrior? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let numbers = NumberList(argument: String(parts[1]))?.values,
      let scale = numbers.last, scale > 0
    else { return nil }
    switch (parts[0], numbers.count) {
    case ("hn", 1): return .halfNormal(scale: scale)
    case ("hc", 1): return .halfCauchy(scale: scale)
    case ("ln", 2): return .logNormal(location: numbers[0], scale: scale)
    default: return nil
    }
  }
}
