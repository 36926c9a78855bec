import Figures
import MixedModels

extension GeneralizedModelReport {
  /// The page for people: the effects in words, their numbers, what varies, and how the fit is.
  public var page: Page {
    var elements: [Page.Element] = [.title(title)]
    if !effectSentences.isEmpty {
      elements.append(.list("Effects on \(model.frame.responseName):", effectSentences))
      elements += meaning.isEmpty ? [] : [.paragraph(meaning.joined(separator: " "))]
    }
    if model.frame.hasInteractions { elements.append(.paragraph(ModelWords.interactions)) }
    if let ratioGrid { elements.append(.table(ratioGrid)) }
    let link = model.link == .identity ? "" : ", on the scale of the \(scale.linkName) link"
    elements += [
      .paragraph("Coefficients\(link):"),
      .table(text.grid(of: coefficients.rows, intervals: coefficients.rows.indices.map(interval))),
    ]
    let components = varianceComponents + VarianceComponent.series(model, intervals)
    if !components.isEmpty {
      elements += [
        .paragraph("How much varies, and between what\(link):"), .table(text.grid(of: components)),
      ]
    }
    if !variation.isEmpty { elements.append(.paragraph(variation.joined(separator: " "))) }
    if let table = parameters.zeroInflation, hasExtraZeros {
      elements += [
        .paragraph("Log odds of an extra zero:"),
        .table(
          text.grid(
            of: table.rows, intervals: table.rows.indices.map { intervals[.zeroInflation($0)] })),
      ]
    }
    elements += asked + [.list("What the fit looks like:", state)]
    if let timings { elements.append(.table(ModelRows.timings(timings).grid(digits: digits))) }
    return Page(elements: elements)
  }

  var varianceComponents: [VarianceComponent] { VarianceComponent.all(model, intervals) }

  private var title: String {
    let isMixed = !model.frame.random.isEmpty
    let parts = [
      model.specification.formula, "\(isMixed ? "mixed " : "")\(scale.model)",
    ]
    let series = model.frame.latentSeries.map { ["latent series \($0.text)"] } ?? []
    return (parts + model.frame.size + series).joined(separator: " · ")
  }

  /// The effects as ratios, where the link gives these.
  private var ratioGrid: Grid? {
    guard let name = scale.ratio, !model.frame.fixed.effectColumns.isEmpty else { return nil }
    let rows = model.frame.fixed.effectColumns.map { index -> [String] in
      let (row, ends) = (coefficients.rows[index], interval(index))
      let ratio = scale.ratio(row.estimate)
      let decimals = text.decimals(ratio ?? 1, standardError: (ratio ?? 1) * row.standardError)
      func words(_ number: Double?) -> String {
        number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
      }
      return [
        row.label, words(ratio),
        text.ends(of: .init(low: scale.ratio(ends.low), high: scale.ratio(ends.high)), words),
        text.probability(row.pValue),
      ]
    }
    return Grid(
      header: ["", name, "\(text.percent) interval", "p"], rows: rows,
      alignsRight: [false, true, true, true])
  }

  /// What was asked for.
  private var asked: [Page.Element] {
    var elements: [Page.Element] = []
    func add(_ lead: String, _ grid: Grid) { elements += [.paragraph(lead), .table(grid)] }
    if let table = analysisOfVarianceRows {
      let missing = ModelWords.unknown(analysisOfVariance?.notEstimable ?? [])
      add("Terms, each tested as a whole by Wald's chi-squared\(missing):", text.testGrid(table))
    }
    elements += marginElements
    if let comparison { add(comparison.sentence, text.testGrid(comparison.shortRows)) }
    if let checks {
      let lead = """
        Whether \(checks.simulations) data sets simulated from the model (seed \(checks.seed)) \
        look like the data:
        """
      elements.append(
        .list(
          lead,
          checks.checks.map { $0.finding.map(ModelWords.sentence) ?? $0.sentence }))
    }
    if let modes {
      add("Conditional modes of the random effects:", ModelRows.modes(modes).grid(digits: digits))
    }
    return elements
  }
}
