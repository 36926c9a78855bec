import Figures
import NOf1

/// The chances of every verdict in the designs of a plan: `nof1 power`.
public struct PowerReport: Sendable {
  public let plan: PowerPlan
  public let study: PersonalStudy
  public let cells: [PowerCell]
  /// The wanted share of firm answers.
  public let target: Double
  /// Every default that was taken, one sentence each.
  public let notes: [String]
  /// Significant digits of the page.
  public let digits: Int

  public init(
    _ cells: [PowerCell], plan: PowerPlan, study: PersonalStudy, target: Double = 0.8,
    notes: [String] = [], digits: Int = 3
  ) {
    self.cells = cells
    self.plan = plan
    self.study = study
    self.target = target
    self.notes = notes
    self.digits = digits
  }

  public static let tableNames = ["cells", "shortest"]

  /// Every flat table of the result, the cells first.
  public var tables: [RowTable] { [cellRows, shortestRows] }

  /// The `results` of the envelope.
  public var results: [JSONValue.Member] { tables.map { .init($0.name, $0.json) } }

  public var figures: [Figure] {
    PersonalFigures.power(cells, study: study, target: target).map { [$0] } ?? []
  }

  /// The study, then the plan: what decides the numbers.
  public var options: [JSONValue.Member] {
    func list(_ values: [Double]) -> JSONValue { .array(values.map(JSONValue.number)) }
    return study.options + [
      .init("cycles", .array(plan.cycles.map(JSONValue.integer))),
      .init("period", .array(plan.periodNights.map(JSONValue.integer))),
      .init("rate", list(plan.rates)), .init("effect", list(plan.effects)),
      .init("rho", list(plan.correlations)), .init("missing", list(plan.missing)),
      .init("sigma", .number(plan.sigma)), .init("simulations", .integer(plan.simulations)),
      .init("target", .number(target)),
    ]
  }

  private var cellRows: RowTable {
    RowTable(
      name: "cells",
      columns: [
        "cycles", "period_nights", "nights", "rate", "effect", "rho", "missing", "simulations",
        "p_responder", "p_responder_low", "p_responder_high", "p_non_responder", "p_inconclusive",
        "p_design_cannot_identify", "p_firm", "p_firm_low", "p_firm_high",
      ],
      rows: cells.map { cell in
        let responder = cell.interval(cell.responder)
        let firm = cell.interval(cell.firmAnswers)
        return [
          .integer(cell.cycles), .integer(cell.periodNights), .integer(cell.nights),
          .number(cell.rate), .number(cell.effect), .number(cell.rho), .number(cell.missing),
          .integer(cell.simulations), .number(cell.share(cell.responder)),
          .number(responder.low), .number(responder.high),
          .number(cell.share(cell.nonResponder)), .number(cell.share(cell.inconclusive)),
          .number(cell.share(cell.designCannotIdentify)), .number(cell.firm), .number(firm.low),
          .number(firm.high),
        ]
      })
  }

  /// For each kind of person and each effect, the shortest design that reaches the target.
  private var shortestRows: RowTable {
    RowTable(
      name: "shortest",
      columns: [
        "rate", "effect", "rho", "missing", "target", "cycles", "period_nights", "nights", "p_firm",
      ],
      rows: ShortestDesign.all(cells, target: target).map {
        [
          .number($0.rate), .number($0.effect), .number($0.rho), .number($0.missing),
          .number($0.target), JSONValue($0.cell?.cycles), JSONValue($0.cell?.periodNights),
          JSONValue($0.cell?.nights), JSONValue($0.cell?.firm),
        ]
      })
  }
}
