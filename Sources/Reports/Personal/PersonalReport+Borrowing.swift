import Figures
import NOf1

extension TrialPrior {
  /// What the prior is made of, as resolved options hold it.
  var json: JSONValue {
    [
      "mean": .number(distribution.mean), "scale": .number(distribution.scale),
      "degrees_of_freedom": JSONValue(distribution.degreesOfFreedom),
      "is_logarithmic": .bool(isLogarithmic), "unit": .string(unit), "measure": .string(measure),
      "mapping": .string(mapping), "outcome": .string(outcome),
      "studies": .array(studies.map(JSONValue.string)), "person_spread": .number(personSpread),
    ]
  }
}

extension PersonalReport {
  var borrowing: JSONValue {
    guard let borrowing = analysis.borrowing else { return .null }
    let rows = RowTable(
      name: "rows",
      columns: [
        "source", "person_spread", "estimate", "conf_low", "conf_high", "p_benefit", "p_mcid",
      ],
      rows: borrowing.rows.map {
        [
          .string($0.source), JSONValue($0.personSpread), .number($0.estimate),
          .number($0.confidenceLow), .number($0.confidenceHigh), .number($0.probabilityOfBenefit),
          .number($0.probabilityOfImportantBenefit),
        ]
      })
    return [
      "prior": borrowing.prior.json, "rows": rows.json,
      "worth_in_cycles": JSONValue(borrowing.worthInCycles),
      "conflict_statistic": .number(borrowing.conflictStatistic),
      "conflict_p_value": .number(borrowing.conflictPValue),
      "is_conflict": .bool(borrowing.isConflict), "sentence": .string(borrowing.sentence),
      "own_data_statement": JSONValue(borrowing.ownDataStatement),
    ]
  }

  /// Prior, own data and posterior side by side.
  var borrowingElements: [Page.Element] {
    guard let borrowing = analysis.borrowing else { return [] }
    let decimals = decimals(for: borrowing.rows.map(\.estimate))
    func text(_ number: Double) -> String { DecimalText.fixed(number, decimals: decimals) }
    let rows = borrowing.rows.map { row in
      [
        row.source
          + (row.personSpread.map { ", spread \(DecimalText.brief($0))" } ?? ""),
        text(row.estimate), "\(text(row.confidenceLow)) to \(text(row.confidenceHigh))",
        probability(row.probabilityOfBenefit), probability(row.probabilityOfImportantBenefit),
      ]
    }
    return [
      .heading("What the trials add"), .paragraph(borrowing.sentence),
      .table(grid(rows)),
      .paragraph(
        "Spread: the standard deviation of true effects between persons that a prior assumes."),
    ]
  }
}
