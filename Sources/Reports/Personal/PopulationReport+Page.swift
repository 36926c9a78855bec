import Figures
import Glibc
import NOf1

extension PopulationReport {
  private var scale: NOf1.EffectScale { analysis.outcome.scale }

  private var effectName: String {
    switch scale {
    case .ratio: "ratio"
    case .oddsRatio: "odds ratio"
    case .difference: "difference"
    }
  }

  /// The page for people: the average, how much persons differ, how many respond.
  public var page: Page {
    let count = analysis.persons
    var elements: [Page.Element] = [
      .title(
        "\(analysis.treatment.prefix(1).uppercased())\(analysis.treatment.dropFirst()) against \(analysis.reference) · \(count) "
          + (count == 1 ? "person" : "people") + " · \(analysis.outcome.column)")
    ]
    elements += analysis.sentences.map(Page.Element.paragraph)
    elements.append(.table(populationGrid))
    if !people.isEmpty {
      let shown = people.prefix(PopulationReport.mostShown)
      let rest = people.count - shown.count
      elements.append(
        .paragraph(
          "Each person by their own nights alone, and drawn towards the others"
            + (rest > 0 ? " (the first \(shown.count); the result holds all)" : "") + ":"))
      elements.append(.table(peopleGrid(Array(shown))))
    }
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  /// Most people that a page lists; the tables hold all.
  private static let mostShown = 40

  private func reported(_ value: Double) -> Double { scale.isLogarithmic ? exp(value) : value }

  private var populationGrid: Grid {
    func text(_ number: Double) -> String { DecimalText.brief(number, digits: digits) }
    let percent = DecimalText.brief(level * 100, digits: 6)
    let (mu, tau) = (analysis.mu, analysis.tau)
    let onScale = scale.isLogarithmic ? ", log scale" : ""
    return Grid(
      header: ["", "estimate", "\(percent) % interval"],
      rows: [
        [
          "average \(effectName)", text(reported(mu.estimate)),
          "\(text(reported(mu.confidenceLow))) to \(text(reported(mu.confidenceHigh)))",
        ],
        [
          "spread between people (SD\(onScale))", text(tau.estimate),
          "\(text(tau.confidenceLow)) to \(text(tau.confidenceHigh))",
        ],
        [
          "expected responders", text(analysis.expectedResponders),
          "of \(analysis.persons); for \(analysis.firmResponders) the chance is 80 % or more",
        ],
      ], alignsRight: [false, true, false])
  }

  private func peopleGrid(_ people: [PopulationAnalysis.Person]) -> Grid {
    func text(_ number: Double) -> String { DecimalText.brief(number, digits: digits) }
    return Grid(
      header: ["person", "own nights", "interval", "with the others", "interval", "P(matters)"],
      rows: people.map {
        [
          $0.person, text($0.raw), "\(text($0.rawLow)) to \(text($0.rawHigh))", text($0.shrunken),
          "\(text($0.shrunkenLow)) to \(text($0.shrunkenHigh))",
          DecimalText.fixed($0.probabilityOfImportantBenefit, decimals: 2),
        ]
      }, alignsRight: [false, true, true, true, true, true])
  }
}
