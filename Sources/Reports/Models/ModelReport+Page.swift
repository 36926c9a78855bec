import Figures
import MixedModels

extension ModelReport {
  /// The page for people: the effects in words, their numbers, what varies, and how the fit is.
  public var page: Page {
    var elements: [Page.Element] = [.title(title)]
    if !effectSentences.isEmpty {
      elements.append(.list("Effects on \(model.frame.responseName):", effectSentences))
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

  private var title: String {
    let rows = model.observationCount
    let isPlain = model.frame.random.isEmpty && model.frame.residual == nil
    let parts = [
      model.specification.formula, isPlain ? "linear model" : "linear mixed model",
      "\(rows) \(rows == 1 ? "row" : "rows")",
    ]
    let groups = model.frame.random.map { "\($0.levels.count) levels of \($0.group)" }
    return (parts + groups).joined(separator: " · ")
  }

  /// The tables that were asked for.
  private var asked: [Page.Element] {
    var elements: [Page.Element] = []
    func add(_ lead: String, _ grid: Grid) { elements += [.paragraph(lead), .table(grid)] }
    if let table = analysisOfVarianceRows {
      add("Terms, each tested as a whole:", testGrid(table))
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
