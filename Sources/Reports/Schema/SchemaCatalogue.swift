/// The JSON Schemas (draft 2020-12) of what the tool reads and writes (`magnify schema NAME`).
public enum SchemaCatalogue {
  /// `result`: the envelope of every verb. `nof1` and `check`: the `results` of `nof1 analyze`
  /// and `nof1 check`. `study`: a study file.
  public static let names = ["result", "nof1", "check", "study"]

  /// The text of a schema, or nil where there is none of that name.
  public static func text(_ name: String) -> String? {
    switch name {
    case "result": result
    case "nof1": personalAnalysis
    case "check": personalCheck
    case "study": study
    default: nil
    }
  }
}
