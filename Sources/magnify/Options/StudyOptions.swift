import ArgumentParser
import NOf1

/// What the study is: a study file, and flags that win over it.
struct StudyOptions: ParsableArguments {
  @Option(help: "Study file (YAML).") var study: String?
  @Option(help: "Column of the outcome (default: cramps).") var outcome: String?
  @Option(help: "Kind of outcome.") var kind: NOf1.Outcome.Kind?
  @Option(help: "Levels of an ordinal outcome, lowest first, separated by commas.")
  var levels: String?
  @Option(help: "Which way is better.") var better: NOf1.Outcome.Direction?
  @Option(help: "The comparator arm.") var reference: String?
  @Option(help: "Treatment arms, separated by commas; the first is the primary one.")
  var treatments: String?
  @Option(help: "Smallest effect that matters: a ratio (0.75), or a difference for scores.")
  var mcid: Double?
  @Flag(help: "The order of treatments was drawn at random.") var randomised = false
  @Option(help: "How it was drawn: paired-cycles, nightly:MAX_RUN, blocks:SIZE.")
  var randomisation: String?
  @Option(help: "First nights after every switch that are left out.") var washIn: Int?
  @Option(help: "Covariates declared in advance, separated by commas.") var covariates: String?
  @Option(
    help: "Prior: trial, sceptical, wide, enthusiast, normal:MEAN,SD, or trials:FILE.")
  var prior: String?
  @Option(help: "With a prior from trials: spread between persons (of log ratios, or in points).")
  var personSpread: Double?
  @Option(help: "The planned schedule (CSV: date or day, treatment).") var schedule: String?
  @Option(help: "The sealed key of a blinded plan.") var key: String?

  func validate() throws {
    if let prior, PriorChoice(text: prior) == nil {
      throw ValidationError(
        "'\(prior)' is not a prior: trial, sceptical, wide, enthusiast, normal:MEAN,SD, trials:FILE"
      )
    }
    if let randomisation, Randomisation(text: randomisation) == nil {
      throw ValidationError(
        "'\(randomisation)' is not a scheme: paired-cycles, nightly:MAX_RUN, or blocks:SIZE")
    }
    if let treatments, NameList.names(treatments).isEmpty {
      throw ValidationError("--treatments names at least one arm")
    }
    if let washIn, washIn < 0 { throw ValidationError("--wash-in is 0 or more") }
    if let mcid, !(mcid > 0) || !mcid.isFinite {
      throw ValidationError("--mcid is above 0: a ratio such as 0.75, or a difference")
    }
  }

  /// The files that the flags name.
  var inputs: [String] { [study, schedule, key].compactMap { $0 } }

  /// What the flags say, to be put over the study file.
  var overrides: StudyOverrides {
    var result = StudyOverrides()
    result.outcomeColumn = outcome
    result.outcomeKind = kind
    result.outcomeLevels = levels.map(NameList.names)
    result.better = better
    result.reference = reference
    result.treatments = treatments.map(NameList.names)
    result.minimalImportantDifference = mcid
    result.randomised = randomised ? true : nil
    result.randomisation = randomisation.flatMap { Randomisation(text: $0) }
    result.washInNights = washIn
    result.covariates = covariates.map(NameList.names)
    result.prior = prior.flatMap { PriorChoice(text: $0) }
    result.schedule = schedule
    result.personSpread = personSpread
    return result
  }
}

extension NOf1.Outcome.Kind: ExpressibleByArgument {}
extension NOf1.Outcome.Direction: ExpressibleByArgument {}
