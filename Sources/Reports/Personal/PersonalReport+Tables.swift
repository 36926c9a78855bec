import Figures
import NOf1

extension PersonalReport {
  var verdict: JSONValue {
    let verdict = analysis.verdict
    return [
      "verdict": .string(verdict.answer.rawValue), "arm": .string(verdict.arm),
      "label": JSONValue(verdict.label), "reasons": .array(verdict.reasons.map(JSONValue.string)),
      "sentence": .string(verdict.sentence), "clinical": .string(verdict.clinical),
      "technical": .string(verdict.technical), "conditions": conditions.json,
      "next_step": JSONValue(verdict.nextStep),
    ]
  }

  private var conditions: RowTable {
    RowTable(
      name: "conditions", columns: ["name", "holds", "sentence"],
      rows: analysis.verdict.conditions.map {
        [.string($0.name), .bool($0.holds), .string($0.sentence)]
      })
  }

  /// One row per treatment arm; `mean` and `sd` on the log scale for ratios.
  public var effects: RowTable {
    RowTable(
      name: "effects", columns: PersonalReport.effectColumns,
      rows: analysis.effects.map(effectRow))
  }

  /// One row per alternative analysis and arm, with the columns of `effects`.
  public var sensitivity: RowTable {
    RowTable(
      name: "sensitivity",
      columns: ["key", "label"] + PersonalReport.effectColumns + ["log_bayes_factor"],
      rows: analysis.sensitivity.map {
        [.string($0.key), .string($0.label)] + effectRow($0.effect) + [JSONValue($0.logBayesFactor)]
      })
  }

  private static let effectColumns = [
    "arm", "reference", "prior", "scale", "estimate", "mean", "sd", "conf_low", "conf_high",
    "p_benefit", "p_mcid", "p_harm", "p_worse", "nights", "nights_reference", "avoided_28_nights",
    "avoided_conf_low", "avoided_conf_high", "prior_mean", "prior_sd",
  ]

  private func effectRow(_ effect: EffectEstimate) -> [JSONValue] {
    [
      .string(effect.arm), .string(analysis.study.reference), .string(effect.prior.name),
      .string(effect.scale.rawValue), .number(effect.estimate), .number(effect.mean),
      .number(effect.sd), .number(effect.confidenceLow), .number(effect.confidenceHigh),
      .number(effect.probabilityOfBenefit), .number(effect.probabilityOfImportantBenefit),
      .number(effect.probabilityOfImportantHarm), .number(effect.probabilityWorse),
      .integer(effect.nights), .integer(effect.referenceNights),
      JSONValue(effect.avoidedPer28Nights?.median), JSONValue(effect.avoidedPer28Nights?.low),
      JSONValue(effect.avoidedPer28Nights?.high), .number(effect.prior.mean),
      .number(effect.prior.standardDeviation),
    ]
  }

  public var hyperparameters: RowTable {
    parameterRows("hyperparameters", analysis.hyperparameters)
  }

  func parameterRows(_ name: String, _ parameters: [ParameterSummary]) -> RowTable {
    RowTable(
      name: name, columns: ["term", "estimate", "mean", "sd", "conf_low", "conf_high", "prior"],
      rows: parameters.map {
        [
          .string($0.name), .number($0.estimate), .number($0.mean), .number($0.sd),
          .number($0.confidenceLow), .number($0.confidenceHigh), .string($0.prior),
        ]
      })
  }

  public var cycles: RowTable {
    RowTable(
      name: "cycles",
      columns: [
        "arm", "cycle", "estimate", "nights", "nights_reference", "mean", "mean_reference",
      ],
      rows: analysis.cycles.map {
        [
          .string($0.arm), .integer($0.cycle), .number($0.estimate), .integer($0.nights),
          .integer($0.referenceNights), .number($0.mean), .number($0.referenceMean),
        ]
      })
  }

  public var cycleLevel: RowTable {
    RowTable(
      name: "cycle_level",
      columns: [
        "arm", "cycles", "scale", "estimate", "mean", "std_error", "df", "conf_low", "conf_high",
        "p_benefit", "p_mcid",
      ],
      rows: analysis.cycleLevel.map {
        [
          .string($0.arm), .integer($0.cycles), .string($0.scale.rawValue), .number($0.estimate),
          .number($0.mean), .number($0.standardError), .number($0.degreesOfFreedom),
          .number($0.confidenceLow), .number($0.confidenceHigh), .number($0.probabilityOfBenefit),
          .number($0.probabilityOfImportantBenefit),
        ]
      })
  }

  var randomisationTest: JSONValue {
    guard let test = analysis.randomisationTest else { return .null }
    return [
      "arm": .string(test.arm), "scheme": .string(test.scheme),
      "schedules": .integer(test.schedules), "exact": .bool(test.exact),
      "statistic": .number(test.statistic), "p_value": .number(test.pValue),
      "p_value_two_sided": .number(test.pValueTwoSided), "floor": .number(test.floor),
    ]
  }

  public var operatingCharacteristics: RowTable {
    RowTable(name: "operating_characteristics", analysis.operatingCharacteristics)
  }

  public var nights: RowTable { PersonalFigures.nights(analysis) }
}
