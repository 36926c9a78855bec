import Figures
import NOf1

extension DesignFacts {
  /// The design as one object with its rows of arms and guards.
  var json: JSONValue {
    [
      "span_days": .integer(spanDays), "periods": .integer(periods), "cycles": .integer(cycles),
      "transitions": .integer(transitions), "randomised": .bool(randomised),
      "identifies_responder": .bool(identifiesResponder),
      "arms": armRows.json, "guards": guardRows.json,
    ]
  }

  var armRows: RowTable {
    RowTable(
      name: "arms", columns: ["arm", "nights", "recorded", "periods", "events", "mean"],
      rows: arms.map {
        [
          .string($0.arm), .integer($0.nights), .integer($0.recorded), .integer($0.periods),
          JSONValue($0.events), JSONValue($0.mean),
        ]
      })
  }

  var guardRows: RowTable {
    RowTable(
      name: "guards", columns: ["name", "required", "observed", "holds", "sentence"],
      rows: guards.map {
        [
          .string($0.name), .integer($0.required), .integer($0.observed), .bool($0.holds),
          .string($0.sentence),
        ]
      })
  }
}
