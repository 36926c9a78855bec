import Figures
import MixedModels

extension ModelReport {
  /// The page for people: the effects in words, their numbers, what varies, and how the fit is.
  public var page: Page {
    var elements: [Page.Element] = [.title(title)]
    if !sentences.isEmpty {
      elements.append(.list("Effects on \(model.frame.responseName):", sentences))
    }
    elements.append(.table(grid(of: fixedEffects, first: "", intervals: intervals)))
    elements.append(.paragraph("How much varies, and between what:"))
    elements.append(.table(varianceGrid))
    elements += asked
    elements.append(.list("What the fit looks like:", state))
    return Page(elements: elements)
  }

  private var title: String {
    let rows = model.observationCount
    let parts = model.frame.random.map { "\($0.levels.count) levels of \($0.group)" }
    let name =
      model.frame.random.isEmpty && model.frame.residual == nil
      ? "Linear model" : "Linear mixed model"
    return ([model.specification.formula, name, "\(rows) \(rows == 1 ? "row" : "rows")"] + parts)
      .joined(separator: " · ")
  }

  private var percent: String { "\(DecimalText.brief(level * 100, digits: 6)) %" }

  /// One sentence for every fixed effect but the intercept.
  private var sentences: [String] {
    fixedEffects.indices.filter { model.frame.fixed.termOfColumn[$0] >= 0 }.map(sentence)
  }

  /// "Days: 10.5 higher per unit of Days (95 % interval: from 7.2 higher to 13.7 higher)."
  private func sentence(_ index: Int) -> String {
    let effect = fixedEffects[index]
    let decimals = decimals(for: effect)
    func text(_ number: Double) -> String {
      let size = DecimalText.fixed(number.magnitude, decimals: decimals)
      return "\(size) \(number < 0 ? "lower" : "higher")"
    }
    let unit =
      model.frame.fixed.terms.contains(effect.label) && !effect.label.contains(":")
      ? " per unit of \(effect.label)" : ""
    let head = "\(effect.label): \(text(effect.estimate))\(unit)"
    let ends = interval(index)
    return switch (ends.low, ends.high) {
    case (let low?, let high?):
      "\(head) (\(percent) interval: from \(text(low)) to \(text(high)))"
    case (let low?, nil): "\(head) (\(percent) interval: \(text(low)) or more; no upper end found)"
    case (nil, let high?):
      "\(head) (\(percent) interval: \(text(high)) or less; no lower end found)"
    case (nil, nil): "\(head), without an interval"
    }
  }

  /// Places after the point that give the standard error all but one of its digits.
  private func decimals(for effect: ContrastEstimate) -> Int {
    effect.standardError > 0
      ? DecimalText.decimals(for: [effect.standardError], digits: max(1, digits - 1))
      : DecimalText.decimals(for: [effect.estimate], digits: digits)
  }

  /// Estimates as people read them: the same decimals within a row.
  private func grid(
    of rows: [ContrastEstimate], first: String, intervals: [Interval]? = nil
  ) -> Grid {
    let isNormal = rows.allSatisfy { $0.degreesOfFreedom == nil }
    let cells = rows.enumerated().map { index, row -> [String] in
      let decimals = decimals(for: row)
      func text(_ number: Double?) -> String {
        number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
      }
      let ends = intervals?[index] ?? Interval(low: row.confidenceLow, high: row.confidenceHigh)
      let degrees = row.degreesOfFreedom.map { [DecimalText.brief($0, digits: max(digits, 3))] }
      return [row.label, text(row.estimate), text(row.standardError)]
        + (isNormal ? [] : degrees ?? ["–"])
        + [
          row.statistic.map { DecimalText.significant($0, digits: digits) } ?? "–",
          probability(row.pValue),
          ends == Interval(low: nil, high: nil) ? "–" : "\(text(ends.low)) to \(text(ends.high))",
        ]
    }
    let header =
      [first, "estimate", "std. error"] + (isNormal ? ["z"] : ["df", "t"])
      + ["p", "\(percent) interval"]
    return Grid(
      header: header, rows: cells, alignsRight: [false] + header.dropFirst().map { _ in true })
  }

  /// Never 0: a p value below the shown decimals is given as a bound.
  private func probability(_ value: Double?) -> String {
    guard let value else { return "–" }
    let decimals = max(2, digits)
    let smallest = "0." + String(repeating: "0", count: decimals - 1) + "1"
    let text = DecimalText.fixed(value, decimals: decimals)
    return text == DecimalText.fixed(0, decimals: decimals) ? "<\(smallest)" : text
  }

  private var varianceGrid: Grid {
    let hasIntervals = varianceComponents.contains {
      $0.confidenceLow != nil || $0.confidenceHigh != nil
    }
    let rows = varianceComponents.map { component -> [String] in
      func text(_ number: Double?) -> String {
        number.map { DecimalText.significant($0, digits: digits) } ?? "–"
      }
      let interval =
        component.confidenceLow == nil && component.confidenceHigh == nil
        ? "–" : "\(text(component.confidenceLow)) to \(text(component.confidenceHigh))"
      return [component.group, component.words, text(component.estimate)]
        + (hasIntervals ? [interval] : [])
    }
    return Grid(
      header: ["between", "", "estimate"] + (hasIntervals ? ["\(percent) interval"] : []),
      rows: rows, alignsRight: [false, false, true] + (hasIntervals ? [true] : []))
  }

  /// The tables that were asked for.
  private var asked: [Page.Element] {
    var elements: [Page.Element] = []
    func add(_ lead: String, _ grid: Grid) { elements += [.paragraph(lead), .table(grid)] }
    if let tests = analysisOfVarianceRows {
      add("Terms, each tested as a whole:", tests.grid(digits: digits))
    }
    for margin in margins {
      add(
        "Means of \(model.frame.responseName), the other variables held alike:",
        grid(of: margin.means, first: margin.name))
      add("Their differences:", grid(of: margin.differences, first: margin.name))
    }
    if let modes = modeRows {
      add("Conditional modes of the random effects:", modes.grid(digits: digits))
    }
    return elements
  }
}

extension VarianceComponent {
  /// "standard deviation of (Intercept)", "correlation of (Intercept) and Days".
  fileprivate var words: String {
    switch kind {
    case .standardDeviation:
      group == term || term.isEmpty ? "standard deviation" : "standard deviation of \(term)"
    case .correlation: "correlation of \(term) and \(secondTerm ?? "")"
    case .residualCorrelation: "correlation, \(term)"
    case .ratio: "standard deviation of \(term) over the first"
    case .power: "power of \(term)"
    }
  }
}
