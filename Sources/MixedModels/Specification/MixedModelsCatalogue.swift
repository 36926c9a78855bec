import Tables

/// What every `M` code of the formula and the model frame means, for `magnify explain CODE`.
public enum MixedModelsCatalogue {
  /// In the order of the codes: M10x the formula, M11x the data of the model, M12x the structure
  /// of the residuals, M13x what is worth knowing, M14x predictions, M15x and M16x families other
  /// than the normal, M20x and M210 why a model has no estimate, M30x and M31x tests and degrees of
  /// freedom, M4xx resampling, predictions and diagnostics.
  public static let explanations: [CodeExplanation] =
    formula + data + residuals + notes + predictions + generalizedPrediction + families + fit
    + inference + generalizedInference + generalizedProfile + diagnostics + generalizedDiagnostics

  static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }
}
