import NOf1

extension PersonalWording {
  /// The facts of a figure that the words follow from.
  static let shape: [FigureShape.Part] = [
    .text("outcome"), .text("outcome_kind"), .text("better"), .text("reference"),
    .texts("treatments"), .positive("minimal_important_difference"),
  ]

  var facts: [JSONValue.Member] {
    [
      .init("outcome", .string(outcome.column)),
      .init("outcome_kind", .string(outcome.kind.rawValue)),
      .init("better", .string(outcome.better.rawValue)), .init("reference", .string(reference)),
      .init("treatments", .array(treatments.map(JSONValue.string))),
      .init("minimal_important_difference", .number(minimalImportantDifference)),
    ]
  }

  /// Reads them back.
  init(_ figure: Figure) {
    outcome = Outcome(
      column: figure.text("outcome"),
      kind: Outcome.Kind(rawValue: figure.text("outcome_kind")) ?? .count,
      better: Outcome.Direction(rawValue: figure.text("better")) ?? .lower)
    reference = figure.text("reference")
    treatments = figure.texts("treatments")
    minimalImportantDifference = figure.number("minimal_important_difference") ?? 1
  }

  /// Of an axis of effects.
  var axisKind: AxisScale.Kind { outcome.scale.isLogarithmic ? .logarithmic : .linear }
}
