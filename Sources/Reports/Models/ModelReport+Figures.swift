import Figures
import MixedModels

extension ModelReport {
  /// Every figure that the model has rows for: modes, profiles where intervals come from them,
  /// residuals. Residuals of unequal variance are scaled to the standard deviation sigma.
  /// - Throws: what the likelihood throws.
  public func figures() throws -> [Figure] {
    [
      ModelFigures.caterpillar(try modes ?? model.conditionalModes(), level: request.level),
      ModelFigures.profile(intervals.profiles),
      ModelFigures.residuals(
        rows: model.frame.rows.map { $0 + 1 }, fitted: try model.fittedValues(),
        residuals: try model.residuals(.pearson).map { $0 * model.sigma },
        response: model.frame.responseName),
    ].compactMap { $0 }
  }

  public func savedText() throws -> String {
    try SavedFit.linear(SavedModel(model)).fileText()
  }
}
