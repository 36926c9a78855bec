import Figures
import MixedModels

extension ModelReport {
  /// Modes, profiles where intervals come from them, or residuals; those of unequal variance are
  /// scaled to the standard deviation sigma.
  /// - Throws: what the likelihood throws.
  public func figure(_ kind: Figure.Kind) throws -> Figure? {
    try figure(
      kind, modes: try modes ?? model.conditionalModes(), profiles: intervals.profiles,
      residuals: ModelFigures.residuals(
        rows: model.frame.rows.map { $0 + 1 }, fitted: try model.fittedValues(),
        residuals: try model.residuals(.pearson).map { $0 * model.sigma },
        response: model.frame.responseName))
  }

  public func savedText() throws -> String {
    try SavedFit.linear(SavedModel(model)).fileText()
  }
}
