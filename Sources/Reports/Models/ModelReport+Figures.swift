import Figures
import MixedModels

extension ModelReport {
  /// Every figure that the model has rows for: modes, profiles where intervals come from them,
  /// residuals. Residuals of unequal variance are scaled to the standard deviation sigma.
  /// - Throws: what the likelihood throws.
  public func figures() throws -> [Figure] {
    let marks = try (modes ?? model.conditionalModes()).flatMap(\.rows).map {
      ModeMark(
        group: $0.group, term: $0.term, level: $0.level, estimate: $0.estimate,
        standardError: $0.standardError)
    }
    return [
      ModelFigures.caterpillar(marks, level: request.level),
      ModelFigures.profile(intervals.profiles.compactMap(line), level: request.level),
      ModelFigures.residuals(
        rows: model.frame.rows.map { $0 + 1 }, fitted: try model.fittedValues(),
        residuals: try model.residuals(.pearson).map { $0 * model.sigma },
        response: model.frame.responseName),
    ].compactMap { $0 }
  }

  private func line(_ profile: ParameterProfile) -> ProfileLine? {
    profile.estimate.map { estimate in
      ProfileLine(
        term: profile.name, estimate: estimate, low: profile.lower.value,
        high: profile.upper.value,
        points: profile.points.map { .init(value: $0.value, zeta: $0.zeta) })
    }
  }
}
