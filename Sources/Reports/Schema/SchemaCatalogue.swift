/// The JSON Schemas (draft 2020-12) of what the tool reads and writes (`magnify schema NAME`).
public enum SchemaCatalogue {
  /// `result`: the envelope of every verb. `nof1`, `check`, `fit` and `predict`: the `results` of
  /// `nof1 analyze`, `nof1 check`, `fit` and `predict`. `study`: a study file.
  public static let names = ["result", "nof1", "check", "fit", "predict", "study"]

  /// The text of a schema, or nil where there is none of that name.
  public static func text(_ name: String) -> String? {
    switch name {
    case "result": result
    case "nof1": personalAnalysis
    case "check": personalCheck
    case "fit": fit
    case "predict": predict
    case "study": study
    default: nil
    }
  }
}
