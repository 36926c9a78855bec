import Figures
import NOf1

extension PersonalStudy {
  /// The study as resolved `options` of an envelope, from which it can be read back.
  public var options: [JSONValue.Member] {
    [
      .init("outcome", .string(outcome.column)),
      .init("kind", .string(outcome.kind.rawValue)),
      .init("better", .string(outcome.better.rawValue)),
      .init("levels", outcome.levels.map { .array($0.map(JSONValue.string)) } ?? .null),
      .init("reference", .string(reference)),
      .init("treatments", .array(treatments.map(JSONValue.string))),
      .init("mcid", .number(minimalImportantDifference)),
      .init("mcid_set_before", JSONValue(minimalImportantDifferenceSetBefore)),
      .init("randomised", .bool(randomised)),
      .init("randomisation", randomisation.map(PersonalStudy.json) ?? .null),
      .init("blinded", JSONValue(blinded)),
      .init("wash_in_nights", .integer(washInNights)),
      .init(
        "prior",
        [
          "name": .string(prior.name), "mean": .number(prior.mean),
          "sd": .number(prior.standardDeviation),
        ]),
      .init("covariates", .array(covariates.map(JSONValue.string))),
      .init("monitoring", monitoring.json), .init("planned_cycles", JSONValue(plannedCycles)),
      .init("planned_nights", JSONValue(plannedNights)),
      .init("max_period_run", JSONValue(maximumPeriodRun)),
      .init("arms", .array(armDetails.map(PersonalStudy.json))),
      .init("trial_prior", trialPrior?.json ?? .null),
    ]
  }

  private static func json(_ detail: ArmDetail) -> JSONValue {
    [
      "arm": .string(detail.arm), "form": JSONValue(detail.form),
      "dose_mg": JSONValue(detail.dose),
    ]
  }

  /// As a study file writes it.
  static func json(_ randomisation: Randomisation) -> JSONValue {
    switch randomisation {
    case .pairedCycles: "paired-cycles"
    case .nightly(let maximumRun): ["nightly": ["max_run": .integer(maximumRun)]]
    case .blocks(let size): ["blocks": ["size": .integer(size)]]
    }
  }
}
