import Figures
import NOf1

extension PowerReport {
  /// The page for people: which design is enough, how often the rule errs, every chance, and what
  /// not to read into them.
  public var page: Page {
    var elements: [Page.Element] = [
      .title(
        "Planning: \(wording.contrast) · \(cells.count) combinations · \(plan.simulations)"
          + " simulated people each"), answer,
    ]
    elements += [falseResponders, noVerdict].compactMap { $0 }.map(Page.Element.paragraph)
    elements += [.table(grid), .paragraph(people)]
    elements += humility.map(Page.Element.paragraph)
    if !notes.isEmpty { elements.append(.list("Taken by default:", notes)) }
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  var wording: PersonalWording { PersonalWording(study: study) }

  /// The cells of the largest true effect; empty where nobody has any.
  private var strongest: [PowerCell] {
    let none = wording.noDifference
    let largest = plan.effects.filter { $0 != none }
      .max { abs($0 - none) < abs($1 - none) }
    return cells.filter { $0.effect == largest }
  }

  /// For every design the cell with the fewest firm answers: its least favourable persons.
  private func worstOfEachDesign(_ cells: [PowerCell]) -> [PowerCell] {
    var worst: [PowerCell] = []
    for cell in cells {
      let index = worst.firstIndex {
        $0.cycles == cell.cycles && $0.periodNights == cell.periodNights
      }
      if let index {
        if cell.firm < worst[index].firm { worst[index] = cell }
      } else {
        worst.append(cell)
      }
    }
    return worst
  }

  private var answer: Page.Element {
    let designs = worstOfEachDesign(strongest)
    guard let best = designs.max(by: { $0.firm < $1.firm }) else {
      return .answer("NO TRUE EFFECT WAS SIMULATED", "Name one, such as --effect 1,0.5.")
    }
    let people = "people whose true effect is \(effect(best.effect))"
    let enough = designs.filter { $0.firm >= target }
    if let shortest = enough.min(by: { ($0.nights, -$0.firm) < ($1.nights, -$1.firm) }) {
      return .answer(
        design(shortest).uppercased(),
        """
        It is the shortest of these designs to give a firm answer to at least \(percent(target)) \
        of \(people): it gives one to \(firm(shortest)).
        """)
    }
    return .answer(
      "NO DESIGN HERE REACHES \(percent(target))",
      """
      Of \(people), the best of these designs, \(design(best)), gives a firm answer to \
      \(firm(best)). More cycles help most.
      """)
  }

  /// "33 % (29 to 37 %); 31 % are called a responder, 1.6 % a non-responder, wrongly".
  private func firm(_ cell: PowerCell) -> String {
    let persons = severalPersons ? " of the least favourable (\(cell.person))" : ""
    return "\(interval(cell, cell.firmAnswers))\(persons);"
      + " \(percent(cell.share(cell.responder))) are called a responder, "
      + (cell.nonResponder == 0
        ? "nobody a non-responder"
        : "\(percent(cell.share(cell.nonResponder))) a non-responder, wrongly")
  }

  /// The largest chance of a wrong "responder" over all designs and persons.
  private var falseResponders: String? {
    let idle = cells.filter { $0.effect == wording.noDifference }
    guard let worst = idle.max(by: { $0.responder < $1.responder }) else {
      return """
        Nobody without an effect was simulated, so how often the rule errs is not said: add \
        --effect \(DecimalText.brief(wording.noDifference)).
        """
    }
    let right = idle.map { $0.share($0.nonResponder) }
    let most =
      worst.responder == 0 ? "none" : (idle.count > 1 ? "at most " : "") + "\(worst.responder)"
    return """
      Of people without any effect, \(most) of \(worst.simulations) are called a responder: \
      \(interval(worst, worst.responder)). \
      \(range(right)) are called a non-responder, which they are.
      """
  }

  /// Where the guards stop some logs before any verdict.
  private var noVerdict: String? {
    guard let worst = cells.max(by: { $0.designCannotIdentify < $1.designCannotIdentify }),
      worst.designCannotIdentify > 0
    else { return nil }
    let guards = GuardThresholds()
    let countsEvents = study.outcome.kind == .count || study.outcome.kind == .binary
    let events =
      countsEvents ? ", and \(guards.comparatorEvents) events on \(study.reference)" : ""
    return """
      Up to \(percent(worst.share(worst.designCannotIdentify))) of the logs \
      (\(design(worst)), \(worst.person)) cannot identify a responder at all: that needs \
      \(guards.cycles) cycles, \(guards.nightsPerArm) recorded nights on every arm\(events).
      """
  }

  /// What the chances do not say.
  private var humility: [String] {
    var lines: [String] = []
    let best = strongest.max { $0.responder < $1.responder }
    if let best {
      lines.append(
        """
        Be prepared for no answer: with a true effect of \(effect(best.effect)), at best \
        \(percent(best.share(best.responder))) of these people are told that they are responders \
        (\(best.nights) nights). An inconclusive log does not say that \
        \(study.treatments[0]) does nothing. More cycles, shorter ones, in random order are worth \
        more than a cleverer model.
        """)
    }
    if study.prior.name == "trial" {
      lines.append(
        """
        The trial prior expects little, so that a person's own nights must speak loudly. With \
        --prior wide more is found, and more is found wrongly; choose before the first night.
        """)
    }
    lines.append(
      """
      Simulated without trend, carry-over or lapses, and with nights missing by chance alone: a \
      real log seldom does better. The intervals (95 %) are the simulation's error, nothing else.
      """)
    return lines
  }
}
