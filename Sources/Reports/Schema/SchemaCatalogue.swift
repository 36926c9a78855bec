/// The JSON Schemas (draft 2020-12) of what the tool reads and writes (`magnify schema NAME`).
public enum SchemaCatalogue {
  /// `result`: the envelope of every verb. `nof1`, `check`, `fit` and `predict`: the `results` of
  /// `nof1 analyze`, `nof1 check`, `fit` and `predict`. `nof1-VERB`, `trials-VERB`: the `results` of
  /// that verb. `run`: those of a batch. `study`: a study file. `prior`: what `trials pool --save-prior` writes.
  public static let names =
    ["result", "nof1", "check", "fit", "predict"] + personalVerbs.map { "nof1-\($0)" }
    + trialVerbs.map { "trials-\($0)" }
    + ["run", "study", "prior"]

  private static let personalVerbs = ["design", "power", "pool", "checklist"]

  private static let trialVerbs = [
    "list", "show", "check", "derive", "effects", "pool", "stress", "claims", "document",
  ]

  /// The text of a schema, or nil where there is none of that name.
  public static func text(_ name: String) -> String? {
    switch name {
    case "result": result
    case "nof1": personalAnalysis
    case "check": personalCheck
    case "fit": fit
    case "predict": predict
    case "nof1-design": personalDesign
    case "nof1-pool": personalPool
    case "nof1-checklist": personalChecklist
    case "trials-list": trialsList
    case "trials-show": trialsShow
    case "trials-check": trialsCheck
    case "trials-derive": trialsDerive
    case "trials-effects": trialsEffects
    case "trials-pool": trialsPool
    case "trials-stress": trialsStress
    case "trials-claims": trialsClaims
    case "trials-document": trialsDocument
    case "run": batch
    case "study": study
    case "prior": prior
    case "nof1-power": personalPower
    default: nil
    }
  }
}
