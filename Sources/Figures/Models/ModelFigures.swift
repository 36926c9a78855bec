import MixedModels

/// The figures of a fitted model.
public enum ModelFigures {
  /// The names that figures can have.
  public static let names = ["caterpillar", "profile", "residuals"]

  /// Conditional modes of the random effects with their intervals; nil where there are none.
  /// - Parameters:
  ///   - modes: of every grouping factor.
  ///   - level: probability content of the intervals.
  public static func caterpillar(_ modes: [ConditionalModes], level: Double = 0.95) -> Figure? {
    let rows = modes.flatMap(\.rows)
    return rows.isEmpty ? nil : CaterpillarFigure.figure(rows, level: level)
  }

  /// The signed square root of the rise of the deviance along every parameter; nil without any.
  public static func profile(_ profiles: [ParameterProfile]) -> Figure? {
    let drawable = profiles.filter { $0.points.count > 1 }
    return drawable.first.map { ProfileFigure.figure(drawable, level: $0.level) }
  }

  /// Residuals against fitted values and against normal quantiles; nil without rows.
  /// - Parameters:
  ///   - rows: positions in the file, counted from 1, of the rows that were used.
  ///   - fitted: with the random effects.
  ///   - residuals: observed less fitted.
  ///   - response: its name, for the axes.
  public static func residuals(
    rows: [Int], fitted: [Double], residuals: [Double], response: String
  ) -> Figure? {
    precondition(rows.count == fitted.count && fitted.count == residuals.count)
    return rows.isEmpty
      ? nil
      : ResidualsFigure.figure(
        rows: rows, fitted: fitted, residuals: residuals, response: response)
  }
}
