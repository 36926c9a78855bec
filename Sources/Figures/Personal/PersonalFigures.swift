import NOf1

/// The figures of one person's analysis.
public enum PersonalFigures {
  /// The nights with the fitted rate and its interval, on the outcome's own scale.
  public static func nights(_ analysis: PersonalAnalysis) -> RowTable {
    RowTable(
      name: "nights",
      columns: [
        "day", "date", "arm", "period", "cycle", "outcome", "fitted", "fitted_low", "fitted_high",
      ],
      rows: analysis.nights.map {
        [
          .integer($0.day), JSONValue($0.date), .string($0.arm), .integer($0.period),
          JSONValue($0.cycle), JSONValue($0.outcome), JSONValue($0.fitted),
          JSONValue($0.fittedLow), JSONValue($0.fittedHigh),
        ]
      })
  }
}
