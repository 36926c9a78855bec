import Figures
import NOf1

extension PowerReport {
  /// Whether there are persons who differ in more than the effect.
  var severalPersons: Bool {
    plan.rates.count * plan.correlations.count * plan.missing.count > 1
  }

  private var isPaired: Bool {
    study.randomisation == nil || study.randomisation == .pairedCycles
  }

  /// "6 cycles of 14 nights per arm (168 nights)".
  func design(_ cell: PowerCell) -> String {
    guard isPaired else { return "\(cell.nights) nights" }
    return "\(counted(cell.cycles, "cycle")) of \(counted(cell.periodNights, "night")) per arm"
      + " (\(cell.nights) nights)"
  }

  private func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// "50 % fewer cramps".
  func effect(_ effect: Double) -> String {
    let change = wording.change(effect)
    let noun = study.outcome.column
    return study.outcome.kind == .count ? "\(change) \(noun)" : "\(change) (\(noun))"
  }

  func percent(_ share: Double) -> String { "\(number(share)) %" }

  /// "33 % (29 to 37 %)".
  func interval(_ cell: PowerCell, _ people: Int) -> String {
    let bounds = cell.interval(people)
    return "\(percent(cell.share(people))) (\(number(bounds.low)) to \(number(bounds.high)) %)"
  }

  /// "38 to 52 %".
  func range(_ shares: [Double]) -> String {
    guard let low = shares.min(), let high = shares.max(), number(low) != number(high) else {
      return percent(shares.first ?? 0)
    }
    return "\(number(low)) to \(number(high)) %"
  }

  private func number(_ share: Double) -> String {
    DecimalText.brief(share * 100, digits: max(2, digits - 1))
  }

  /// A row for every cell (its period in nights, its effect the true one), with a column for whatever differs between persons.
  var grid: Grid {
    typealias Column = (head: String, isRight: Bool, text: (PowerCell) -> String)
    func differing(_ head: String, _ values: [Double], _ value: @escaping (PowerCell) -> Double)
      -> [Column]
    {
      values.count > 1 ? [(head, true, { DecimalText.brief(value($0)) })] : []
    }
    let design: [Column] =
      isPaired
      ? [
        ("cycles", true, { "\($0.cycles)" }), ("period", true, { "\($0.periodNights)" }),
      ] : []
    let columns: [Column] =
      design + [("nights", true, { "\($0.nights)" })]
      + differing("rate", plan.rates, \.rate) + differing("rho", plan.correlations, \.rho)
      + differing("missing", plan.missing, \.missing) + [
        ("effect", false, { wording.change($0.effect) }),
        ("responder", true, { percent($0.share($0.responder)) }),
        ("non-responder", true, { percent($0.share($0.nonResponder)) }),
        ("firm", true, { percent($0.firm) }),
      ]
    return Grid(
      header: columns.map(\.head), rows: cells.map { cell in columns.map { $0.text(cell) } },
      alignsRight: columns.map(\.isRight))
  }

  /// Who was simulated.
  var people: String {
    func list(_ values: [Double], percent: Bool = false) -> String {
      let texts = values.map { DecimalText.brief(percent ? $0 * 100 : $0) }
      guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
      return texts.dropLast().joined(separator: ", ") + " or " + last
    }
    let noun = study.outcome.column
    let level =
      switch study.outcome.kind {
      case .count:
        "\(list(plan.rates)) \(noun) a night on \(study.reference)"
          + " (\(list(plan.rates.map { 7 * $0 })) a week)"
      case .binary:
        "\(list(plan.rates, percent: true)) % of nights on \(study.reference) with \(noun)"
      case .duration:
        "\(list(plan.rates)) minutes (geometric mean) of \(noun) on \(study.reference)"
      case .score, .ordinal: "a mean \(noun) of \(list(plan.rates)) on \(study.reference)"
      }
    let scale = study.outcome.scale.isLogarithmic ? " on the log scale" : ""
    return """
      The people: \(level); from night to night a standard deviation of \
      \(DecimalText.brief(plan.sigma))\(scale) and a correlation of \(list(plan.correlations)); \
      \(list(plan.missing, percent: true)) % of nights missing. \
      "Firm" is responder or non-responder; the rest is inconclusive or cannot be told. Prior of \
      the effect: \(study.prior.name).
      """
  }
}
