import NOf1

/// The figures of one person's analysis.
public enum PersonalFigures {
  /// The names that figures can have.
  public static let names = ["series", "cycles", "posterior"]

  /// Every figure the analysis has rows for, in the order of `names`.
  public static func all(_ analysis: PersonalAnalysis) -> [Figure] {
    [
      analysis.nights.isEmpty ? nil : SeriesFigure.figure(analysis),
      analysis.cycles.isEmpty ? nil : CyclesFigure.figure(analysis),
      analysis.densities.isEmpty ? nil : PosteriorFigure.figure(analysis),
    ].compactMap { $0 }
  }

  /// The nights with the fitted rate and its interval, on the outcome's own scale.
  public static func nights(_ analysis: PersonalAnalysis) -> RowTable {
    RowTable(
      name: "nights", columns: SeriesFigure.shape.columnNames,
      rows: analysis.nights.map {
        [
          .integer($0.day), JSONValue($0.date), .string($0.arm), .integer($0.period),
          JSONValue($0.cycle), JSONValue($0.outcome), JSONValue($0.fitted),
          JSONValue($0.fittedLow), JSONValue($0.fittedHigh),
        ]
      })
  }

  /// Scale of a vertical or horizontal effect axis in a Vega-Lite specification.
  static func effectScale(_ scale: AxisScale) -> JSONValue {
    [
      "type": scale.kind == .logarithmic ? "log" : "linear",
      "domain": [.number(scale.domain.lowerBound), .number(scale.domain.upperBound)],
      "nice": false,
    ]
  }
}
