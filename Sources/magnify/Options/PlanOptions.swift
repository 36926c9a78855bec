import ArgumentParser
import NOf1
import Tables

/// A design before the first night, and what will be measured.
struct PlanOptions: ParsableArguments {
  @Option(help: "The arms, separated by commas; the reference first, then the treatments.")
  var arms: String
  @Option(help: "Cycles; every cycle holds one period of each arm.") var cycles: Int
  @Option(help: "Nights in every period.") var period: Int
  @Option(help: "First nights after every switch that the analysis will leave out.")
  var washIn = 0
  @Option(help: "How to draw the order: paired-cycles, nightly:MAX_RUN, blocks:SIZE.")
  var randomisation = "paired-cycles"
  @Option(help: "With paired-cycles: the most periods in a row on one arm.") var maxRun: Int?
  @Option(help: "Date of the first night, YYYY-MM-DD (default: nights are numbered).")
  var start: String?
  @Flag(help: "Show codes instead of arms; the arms go into a sealed key.") var blinded = false
  @Option(help: "Analyse early after these numbers of complete cycles, as in 2,4,6.")
  var looks: CommaList<Int>?
  @Flag(help: "Analyse as often as you like; a verdict then needs an e-value of 20.")
  var continuous = false
  @Option(help: "Column of the outcome.") var outcome = "cramps"
  @Option(help: "Kind of outcome (cramps: count).") var kind: NOf1.Outcome.Kind?
  @Option(help: "Which way is better.") var better = NOf1.Outcome.Direction.lower
  @Option(help: "Smallest effect that matters: a ratio (0.75), or a difference for scores.")
  var mcid: Double?
  @Option(help: "Prior of the effect: trial, sceptical, wide, enthusiast, normal:MEAN,SD.")
  var prior: String?
  @Option(help: "Covariates to be recorded, separated by commas.") var covariates: String?

  func validate() throws {
    if looks != nil && continuous {
      throw ValidationError("--looks and --continuous are two different plans: choose one")
    }
    if let start, CalendarDate(iso: start) == nil {
      throw ValidationError("'\(start)' is not a date: write YYYY-MM-DD")
    }
    if Randomisation(text: randomisation) == nil {
      throw ValidationError(
        "'\(randomisation)' is not a scheme: paired-cycles, nightly:MAX_RUN, or blocks:SIZE")
    }
    try PriorChoice.requireKnownBefore(prior)
  }

  var design: StudyDesign {
    StudyDesign(
      arms: NameList.names(arms), cycles: cycles, periodNights: period, washInNights: washIn,
      randomisation: Randomisation(text: randomisation) ?? .pairedCycles,
      maximumPeriodRun: maxRun, blinded: blinded,
      monitoring: continuous
        ? .continuous
        : looks.map { .looks(afterCycles: $0.values) } ?? .atTheEnd,
      start: start.flatMap { CalendarDate(iso: $0) })
  }

  /// What the study file says beside the design.
  var settings: StudyFile {
    var result = StudyFile()
    result.outcomeColumn = outcome
    result.outcomeKind = kind
    result.better = better
    result.minimalImportantDifference = mcid
    result.minimalImportantDifferenceSetBefore = true
    result.prior = prior.flatMap { PriorChoice(text: $0) }
    result.covariates = covariates.map(NameList.names)
    return result
  }
}

extension PriorChoice {
  /// - Throws: `ValidationError` for a text that is no prior, or one that needs the file of trials,
  ///   which only an analysis reads.
  static func requireKnownBefore(_ text: String?) throws {
    guard let text else { return }
    switch PriorChoice(text: text) {
    case .named, .normal: return
    case .trials:
      throw ValidationError(
        "a prior from trials is given to analyze; plan with normal:MEAN,SD, or wide")
    case nil:
      throw ValidationError(
        "'\(text)' is not a prior: trial, sceptical, wide, enthusiast, or normal:MEAN,SD")
    }
  }
}
