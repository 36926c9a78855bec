import Figures
import MixedModels

extension ModelReport {
  /// The page for people: the effects in words, their numbers, what varies, and how the fit is.
  public var page: Page {
    var elements: [Page.Element] = [.title(title)]
    if !effectSentences.isEmpty {
      elements.append(.list("Effects on \(model.frame.responseName):", effectSentences))
    }
    if model.frame.fixed.terms.contains(where: { $0.contains(":") }) {
      elements.append(.paragraph(ModelReport.interactions))
    }
    elements += [
      .table(coefficientGrid), .paragraph("How much varies, and between what:"),
      .table(varianceGrid),
    ]
    elements += asked
    elements.append(.list("What the fit looks like:", state))
    if let timingRows { elements.append(.table(timingRows.grid(digits: digits))) }
    return Page(elements: elements)
  }

  private static let interactions = """
    An effect that is part of an interaction (a:b) holds by itself only where the other variable \
    is 0, or at its first level with treatment contrasts.
    """

  private var title: String {
    let rows = model.observationCount
    let parts = [
      model.specification.formula,
      model.frame.random.isEmpty ? "linear model" : "linear mixed model",
      "\(rows) \(rows == 1 ? "row" : "rows")",
    ]
    let groups = model.frame.random.map { "\($0.levels.count) levels of \($0.group)" }
    let residuals = [model.frame.residual?.correlationText, model.frame.residual?.varianceText]
      .compactMap { $0 }.map { "residuals \($0)" }
    return (parts + groups + residuals).joined(separator: " · ")
  }

  /// The tables that were asked for.
  private var asked: [Page.Element] {
    var elements: [Page.Element] = []
    func add(_ lead: String, _ grid: Grid) { elements += [.paragraph(lead), .table(grid)] }
    if let table = analysisOfVarianceRows {
      let missing = unknown(analysisOfVariance?.notEstimable ?? [])
      add("Terms, each tested as a whole\(missing):", testGrid(table))
    }
    for margin in margins {
      add(words(of: margin.means), grid(of: margin.means.rows.compactMap(\.estimate)))
      add(words(of: margin.differences), grid(of: margin.differences.rows))
    }
    if let comparison { add(comparison.sentence, testGrid(comparison.shortRows)) }
    if let table = modeRows {
      add("Conditional modes of the random effects:", table.grid(digits: digits))
    }
    return elements
  }
}
