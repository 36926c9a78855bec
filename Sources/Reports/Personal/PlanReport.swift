import Figures
import NOf1

/// What `nof1 design` says before the first night: the plan, and what it can and cannot find.
public struct PlanReport: Sendable {
  public let schedule: DrawnSchedule
  public let study: PersonalStudy
  /// Simulated on this very schedule; empty when not asked for.
  public let characteristics: [OperatingCharacteristic]
  /// Mean outcome on the reference that was assumed for them.
  public let referenceMean: Double
  /// Names of the files that were written, each with what it is for.
  public let files: [(name: String, purpose: String)]
  public let digits: Int

  public init(
    schedule: DrawnSchedule, study: PersonalStudy, characteristics: [OperatingCharacteristic],
    referenceMean: Double, files: [(name: String, purpose: String)], digits: Int = 3
  ) {
    self.schedule = schedule
    self.study = study
    self.characteristics = characteristics
    self.referenceMean = referenceMean
    self.files = files
    self.digits = digits
  }

  private var design: StudyDesign { schedule.design }

  /// The `results` of the envelope. Nothing in it tells the arms of a blinded plan's nights.
  public var results: [JSONValue.Member] {
    [
      .init(
        "design",
        [
          "arms": .array(design.arms.map(JSONValue.string)), "cycles": .integer(design.cycles),
          "period_nights": .integer(design.periodNights), "nights": .integer(design.nights),
          "wash_in_nights": .integer(design.washInNights),
          "randomisation": PersonalStudy.json(design.randomisation),
          "max_period_run": JSONValue(design.maximumPeriodRun), "blinded": .bool(design.blinded),
          "monitoring": design.monitoring.json, "generator": .string(schedule.generator),
          "admissible": .number(schedule.admissible), "floor": .number(schedule.floor),
        ]),
      .init("schedule", nights.json),
      .init("operating_characteristics", operatingCharacteristics.json),
      .init(
        "files",
        .array(files.map { ["name": .string($0.name), "purpose": .string($0.purpose)] })),
    ]
  }

  public static let tableNames = ["schedule", "operating_characteristics"]

  public var tables: [RowTable] { [nights, operatingCharacteristics] }

  private var nights: RowTable {
    RowTable(
      name: "schedule", columns: ["day", "date", "period", "cycle", "treatment"],
      rows: schedule.nights.map {
        [
          .integer($0.day), JSONValue($0.date), .integer($0.period), .integer($0.cycle),
          .string($0.label),
        ]
      })
  }

  private var operatingCharacteristics: RowTable {
    RowTable(name: "operating_characteristics", characteristics)
  }

  /// The page for people.
  public var page: Page {
    let words = PersonalWording(study: study)
    let weeks = DecimalText.brief(Double(design.nights) / 7, digits: 2)
    var elements: [Page.Element] = [
      .title(
        "\(words.contrast) · \(design.cycles) cycles · \(design.nights) nights (\(weeks) weeks)"),
      .answer(
        "PLAN DRAWN",
        """
        One of \(DecimalText.brief(schedule.admissible, digits: 6)) schedules, each equally \
        likely. The randomisation test on it cannot give a one-sided p below \
        \(DecimalText.brief(schedule.floor)).
        """),
    ]
    if !characteristics.isEmpty { elements += outlook(words) }
    if !files.isEmpty {
      elements.append(.list("Written:", files.map { "\($0.name): \($0.purpose)" }))
    }
    elements.append(
      .paragraph(
        """
        Fill in one row of the log every morning. Leave the outcome empty for a night you did \
        not record; never write 0 for it. Keep every row, and keep 'treatment' as planned: what \
        you really took goes into 'taken'.
        """))
    if design.blinded {
      elements.append(
        .paragraph(
          """
          Give the sealed key to whoever fills the bottles, and do not open it before the last \
          night: analyze asks for it.
          """))
    }
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  /// "placebo has 0.62 cramps a night".
  private var assumption: String {
    let (reference, noun) = (study.reference, study.outcome.column)
    let number = DecimalText.brief(referenceMean)
    return switch study.outcome.kind {
    case .count: "\(reference) has \(number) \(noun) a night"
    case .binary:
      "\(DecimalText.brief(100 * referenceMean)) % of nights on \(reference) have \(noun)"
    case .duration: "\(noun) on \(reference) is \(number) minutes (geometric mean)"
    case .score, .ordinal: "the mean of \(noun) on \(reference) is \(number)"
    }
  }

  /// How often such a plan errs and finds, over the night-to-night correlations tried.
  private func outlook(_ words: PersonalWording) -> [Page.Element] {
    let effects = characteristics.map(\.effect).reduce(into: [Double]()) { list, effect in
      if !list.contains(effect) { list.append(effect) }
    }
    func range(_ values: [Double]) -> String {
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      let (a, b) = (
        DecimalText.fixed(low * 100, decimals: 0), DecimalText.fixed(high * 100, decimals: 0)
      )
      return a == b ? "\(a) %" : "\(a) to \(b) %"
    }
    let rows = effects.map { effect -> [String] in
      let cells = characteristics.filter { $0.effect == effect }
      let label = effect == words.noDifference ? " (none)" : ""
      return [
        DecimalText.brief(effect) + label, range(cells.map(\.probabilityResponder)),
        range(cells.map(\.probabilityNonResponder)), range(cells.map(\.probabilityInconclusive)),
      ]
    }
    return [
      .paragraph(
        """
        What this plan can find, if \(assumption) and one night in ten goes unrecorded \
        (\(characteristics[0].simulations) simulated people a line and correlation):
        """),
      .table(
        Grid(
          header: ["true \(words.effectName)", "responder", "non-responder", "inconclusive"],
          rows: rows, alignsRight: [true, true, true, true])),
    ]
  }
}

extension RowTable {
  /// How often the rule says what, a row an effect and correlation.
  init(name: String, _ characteristics: [OperatingCharacteristic]) {
    self.init(
      name: name,
      columns: [
        "effect", "rho", "simulations", "p_responder", "p_non_responder", "p_inconclusive",
      ],
      rows: characteristics.map {
        [
          .number($0.effect), .number($0.rho), .integer($0.simulations),
          .number($0.probabilityResponder), .number($0.probabilityNonResponder),
          .number($0.probabilityInconclusive),
        ]
      })
  }
}
