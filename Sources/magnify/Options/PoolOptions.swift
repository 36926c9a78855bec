import ArgumentParser
import NOf1

/// What all logs of a population have in common.
struct PoolOptions: ParsableArguments {
  @Option(help: "Study file (YAML) that holds for everybody.") var study: String?
  @Option(help: "One file with everybody: the column that names the person.") var person: String?
  @Option(help: "Column of the outcome (default: cramps).") var outcome: String?
  @Option(help: "Kind of outcome.") var kind: NOf1.Outcome.Kind?
  @Option(help: "Which way is better.") var better: NOf1.Outcome.Direction?
  @Option(help: "The comparator arm.") var reference: String?
  @Option(help: "The treatment arms, separated by commas; the first is compared.")
  var treatments: String?
  @Option(help: "Smallest effect that matters: a ratio (0.75), or a difference for scores.")
  var mcid: Double?
  @Flag(help: "The orders of treatments were drawn at random.") var randomised = false
  @Option(help: "First nights after every switch that are left out.") var washIn: Int?
  @Option(
    parsing: .unconditional, help: "Prior of the average effect on the analysis scale: MEAN,SD.")
  var mu: CommaList<Double>?
  @Option(help: "Scale of the half-normal prior of the spread between people.") var tau: Double?
  @Flag(help: "Leave out, with the reason, who cannot be analysed.") var skipUnusable = false

  func validate() throws {
    if let mcid, !(mcid > 0) || !mcid.isFinite {
      throw ValidationError("--mcid is above 0: a ratio such as 0.75, or a difference")
    }
    if let washIn, washIn < 0 { throw ValidationError("--wash-in is 0 or more") }
    guard (mu == nil) == (tau == nil) else {
      throw ValidationError("--mu and --tau are one prior: give both")
    }
    if mu != nil, prior == nil {
      throw ValidationError("--mu is MEAN,SD with SD above 0, and --tau is above 0")
    }
  }

  /// The prior that the flags give, if they do.
  var prior: PopulationPrior? {
    guard let mu, let tau else { return nil }
    let numbers = mu.values
    guard numbers.count == 2, numbers[0].isFinite, numbers[1].isFinite, numbers[1] > 0,
      tau.isFinite, tau > 0
    else { return nil }
    return PopulationPrior(mean: numbers[0], standardDeviation: numbers[1], spread: tau)
  }

  /// What the flags say, to be put over the study file.
  var overrides: StudyOverrides {
    var result = StudyOverrides()
    result.outcomeColumn = outcome
    result.outcomeKind = kind
    result.better = better
    result.reference = reference
    result.treatments = treatments.map(NameList.names)
    result.minimalImportantDifference = mcid
    result.randomised = randomised ? true : nil
    result.washInNights = washIn
    return result
  }
}
