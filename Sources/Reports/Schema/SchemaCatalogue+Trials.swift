import Figures
import Trials

/// What the verbs of `magnify trials` give, and the prior that a pool saves.
extension SchemaCatalogue {
  static var trialsList: String {
    let outcome: Fields = [
      ("group", string), ("outcome", string), ("studies", count), ("comparisons", count),
      ("controlled_comparisons", count),
    ]
    return trialsDocument(
      "list", [("studies", rows(listedStudy)), ("outcomes", rows(outcome))])
  }

  static var trialsShow: String {
    let arm: Fields =
      [
        ("outcome", string), ("arm", string),
        ("role", ["enum": names(ArmRecord.Role.allCases)]), ("timepoint", string),
        ("phase", ["enum": names(ArmRecord.Phase.allCases)]), ("sequence", maybeString),
        ("period", maybeCount),
      ]
      + printed([
        "n", "mean", "sd", "se", "median", "q1", "q3", "min", "max", "events", "total", "percent",
        "ci_low", "ci_high", "person_time", "unit",
      ]) + [("recovered", answer)] + fileAndLine
    let report: Fields =
      [("outcome", string)]
      + printed([
        "effect", "timepoint", "measure", "comparison", "estimate", "se", "error", "ci_low",
        "ci_high", "ci_level", "interval_kind", "p", "r", "unit",
      ]) + fileAndLine
    let review: Fields =
      [("review", string), ("outcome", string)]
      + printed([
        "measure", "comparison", "estimate", "ci_low", "ci_high", "unit", "certainty",
      ]) + fileAndLine
    return trialsDocument(
      "show",
      [
        ("study", rows([("field", string), ("value", string)])), ("arms", rows(arm)),
        ("reports", rows(report)), ("reviews", rows(review)),
      ])
  }

  static var trialsEffects: String {
    trialsDocument(
      "effects",
      [
        ("effects", rows(trialEffect)), ("uncontrolled", rows(trialEffect)),
        ("exclusions", rows(exclusion)), ("counts", rows(counts)),
        ("other_outcomes", rows([("outcome", string), ("controlled_studies", count)])),
      ])
  }

  static var trialsStress: String {
    let setting: Fields =
      [
        ("estimator", string), ("interval", ["enum": ["hksj-floor", "wald", "posterior"]]),
        ("correlation", maybeNumber),
        ("denominator", ["enum": ["printed", "randomised", "analysed"]]),
        ("values", ["enum": ["changes", "final"]]), ("subset", string), ("studies", count),
        ("estimate", number),
      ] + limits + ratios + [("headline", answer)]
    let summary: Fields = [
      ("settings", count), ("estimate_low", maybeNumber), ("estimate_high", maybeNumber),
      ("ratio_low", maybeDeviation), ("ratio_high", maybeDeviation), ("excluding_zero", count),
      ("share_excluding_zero", maybeProbability), ("share_reaching_mid_lower", maybeProbability),
      ("share_reaching_mid_higher", maybeProbability),
    ]
    let choice: Fields = [
      ("choice", string), ("option", string), ("settings", count), ("estimate_low", number),
      ("estimate_high", number), ("excluding_zero", count),
    ]
    return trialsDocument(
      "stress",
      [
        ("settings", rows(setting)), ("summary", rows(summary)), ("choices", rows(choice)),
        ("judgements", rows(judgement)), ("exclusions", rows(exclusion)),
        ("counts", rows(counts)),
      ], optional: figures)
  }

  static var trialsCheck: String {
    trialsDocument(
      "check",
      [
        ("checks", rows(consistencyCheck)),
        ("verdicts", rows([("verdict", verdict), ("checks", count)])),
      ])
  }

  static var trialsDerive: String {
    trialsDocument("derive", [("derived", rows(derived)), ("missing", rows(missing))])
  }

  static var trialsClaims: String {
    let verdict: Fields = [
      ("verdict", ["enum": names(ClaimVerdict.Verdict.allCases)]), ("claims", count),
    ]
    return trialsDocument(
      "claims",
      [("claims", rows(claim)), ("evidence", rows(evidence)), ("verdicts", rows(verdict))])
  }

  /// The file of `trials pool --save-prior`.
  static var prior: String {
    let fields: Fields = [
      ("schema", ["const": "magnify.prior/1"]), ("mean", number),
      ("scale", ["type": "number", "exclusiveMinimum": 0]),
      ("degrees_of_freedom", ["type": ["number", "null"], "exclusiveMinimum": 0]),
      ("measure", string), ("on", ["enum": names(SavedPrior.Scale.allCases)]), ("unit", string),
      ("outcome", string), ("group", string), ("studies", ["type": "array", "items": string]),
      ("sources", rows([("path", string), ("sha256", string)])), ("note", string),
    ]
    return document(
      "magnify.prior/1", title: "What trials predict, saved", object(fields), wording: false)
  }

  static func trialsDocument(_ verb: String, _ fields: Fields, optional: Fields = []) -> String {
    document(
      "magnify.trials-\(verb)/1", title: "Results of magnify trials \(verb)",
      object(fields, optional: optional))
  }

  // Parts of rows, in the order in which they are written

  static var limits: Fields { [("conf_low", maybeNumber), ("conf_high", maybeNumber)] }

  static var ratios: Fields {
    [("ratio", maybeDeviation), ("ratio_low", maybeDeviation), ("ratio_high", maybeDeviation)]
  }

  static var trialEffect: Fields {
    let study: Fields = [
      ("study", string), ("group", string), ("outcome", string), ("timepoint", string),
      ("values", ["enum": ["change", "final"]]), ("treatment", maybeString),
      ("comparator", maybeString), ("treatment_value", maybeNumber),
      ("comparator_value", maybeNumber), ("n_treatment", maybeCount),
      ("n_comparator", maybeCount), ("measure", string), ("estimate", number),
      ("std_error", deviation),
    ]
    let provenance: Fields = [
      ("unit", string), ("origin", ["enum": names(TrialEffect.Origin.allCases)]),
      ("correlation", maybeNumber),
      ("correlation_source", ["enum": ["printed", "recovered", "assumed", .null]]),
      ("design", ["enum": names(ComparisonDesign.allCases)]), ("controlled", answer),
      ("note", maybeString),
    ]
    return study + limits + ratios + provenance
  }

  static var exclusion: Fields {
    [
      ("study", string), ("outcome", string), ("timepoint", string),
      ("code", ["type": "string", "pattern": "^A[0-9]{3}$"]), ("reason", string),
      ("hint", maybeString),
    ] + place
  }

  static var counts: Fields {
    [
      ("found", count), ("used", count), ("uncontrolled", count), ("excluded", count),
      ("people", maybeCount),
    ]
  }

  static var judgement: Fields {
    [
      ("review", string), ("population", string), ("outcome", string), ("studies", maybeCount),
      ("people", maybeCount), ("certainty", string), ("note", string),
    ]
  }

  static var listedStudy: Fields {
    [
      ("study", string), ("group", string), ("year", maybeString), ("design", maybeDesign),
      ("controlled", answer), ("randomised", ["type": ["boolean", "null"]]),
      ("people", maybeCount), ("numbers", maybeString), ("comparisons", count),
    ]
  }

  static var consistencyCheck: Fields {
    [
      ("code", ["type": "string", "pattern": "^A1[0-9]{2}$"]), ("study", string),
      ("group", string), ("outcome", string), ("arm", string), ("timepoint", string),
      ("verdict", verdict), ("printed", string), ("recomputed_low", maybeNumber),
      ("recomputed_high", maybeNumber), ("message", string), ("repair", maybeString),
      ("inspect_sr", string),
    ] + place
  }

  private static var subject: Fields {
    [
      ("study", string), ("group", string), ("outcome", string), ("arm", string),
      ("timepoint", string), ("quantity", ["enum": names(DerivedValue.Quantity.allCases)]),
    ]
  }

  static var derived: Fields {
    subject + [
      ("value", number), ("low", maybeNumber), ("high", maybeNumber), ("method", string),
      ("inputs", string),
    ] + place
  }

  private static var missing: Fields {
    subject + [
      ("code", ["type": "string", "pattern": "^A[0-9]{3}$"]), ("reason", string),
      ("hint", maybeString),
    ] + place
  }

  static var claim: Fields {
    [
      ("claim", string), ("statement", string),
      ("verdict", ["enum": names(ClaimVerdict.Verdict.allCases)]),
      ("code", ["type": "string", "pattern": "^A3[0-9]{2}$"]), ("reason", string),
      ("rewording", maybeString),
    ] + place
  }

  private static var evidence: Fields {
    [
      ("claim", string), ("rank", count), ("kind", ["enum": names(ClaimEvidence.Kind.allCases)]),
      ("source", string), ("studies", maybeCount), ("estimate", maybeNumber),
    ] + limits + [("text", string)]
  }

  private static var place: Fields {
    [("file", maybeString), ("line", maybeCount), ("column", maybeCount)]
  }

  private static var fileAndLine: Fields { [("file", maybeString), ("line", maybeCount)] }

  private static var verdict: JSONValue { ["enum": names(ConsistencyCheck.Verdict.allCases)] }

  private static var maybeDesign: JSONValue {
    ["enum": .array(ComparisonDesign.allCases.map { .string($0.rawValue) } + [.null])]
  }

  private static func printed(_ columns: [String]) -> Fields {
    columns.map { ($0, maybeString) }
  }
}
