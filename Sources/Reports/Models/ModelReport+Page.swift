import Figures
import MixedModels

extension ModelReport {
  /// The page for people: the effects in words, their numbers, what varies, and how the fit is.
  public var page: Page {
    var elements: [Page.Element] = [.title(title)]
    if !effectSentences.isEmpty {
      elements.append(.list("Effects on \(model.frame.responseName):", effectSentences))
    }
    if model.frame.hasInteractions { elements.append(.paragraph(ModelWords.interactions)) }
    elements += [
      .table(
        text.grid(
          of: coefficients.rows,
          intervals: coefficients.rows.indices.map { intervals[.fixedEffect($0)] })),
      .paragraph("How much varies, and between what:"), .table(text.grid(of: varianceComponents)),
    ]
    elements += asked
    elements.append(.list("What the fit looks like:", state))
    if let timings { elements.append(.table(ModelRows.timings(timings).grid(digits: digits))) }
    return Page(elements: elements)
  }

  private var title: String {
    let parts = [
      model.specification.formula,
      model.frame.random.isEmpty ? "linear model" : "linear mixed model",
    ]
    let residuals = [model.frame.residual?.correlationText, model.frame.residual?.varianceText]
      .compactMap { $0 }.map { "residuals \($0)" }
    return (parts + model.frame.size + residuals).joined(separator: " · ")
  }

  /// The tables that were asked for.
  private var asked: [Page.Element] {
    var elements: [Page.Element] = []
    func add(_ lead: String, _ grid: Grid) { elements += [.paragraph(lead), .table(grid)] }
    if let table = analysisOfVariance {
      add(
        "Terms, each tested as a whole\(ModelWords.unknown(table.notEstimable)):",
        text.testGrid(ModelRows.analysisOfVariance(table)))
    }
    for margin in margins {
      add(ModelWords.means(margin.means), text.grid(of: margin.means.rows.compactMap(\.estimate)))
      add(ModelWords.differences(margin.differences), text.grid(of: margin.differences.rows))
    }
    if let comparison { add(comparison.sentence, text.testGrid(comparison.shortRows)) }
    if let modes {
      add("Conditional modes of the random effects:", ModelRows.modes(modes).grid(digits: digits))
    }
    return elements
  }
}
