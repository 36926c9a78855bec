import Figures
import MixedModels

extension ModelReport {
  var percent: String { "\(DecimalText.brief(request.level * 100, digits: 6)) %" }

  /// Places after the point that give the standard error all but one of its digits, and the
  /// estimate at most three digits more than are asked for.
  func decimals(for estimate: ContrastEstimate) -> Int {
    let most = DecimalText.decimals(for: [estimate.estimate], digits: digits + 3)
    let error = estimate.standardError
    return error > 0
      ? min(most, DecimalText.decimals(for: [error], digits: max(1, digits - 1))) : most
  }

  var coefficientGrid: Grid {
    grid(
      of: coefficients.rows,
      intervals: coefficients.rows.indices.map { intervals[.fixedEffect($0)] })
  }

  /// Estimates as people read them: the same decimals within a row.
  func grid(
    of rows: [ContrastEstimate], intervals: [ModelIntervals.Interval]? = nil
  ) -> Grid {
    let isNormal = rows.allSatisfy { $0.degreesOfFreedom == nil }
    let cells = rows.enumerated().map { index, row -> [String] in
      let decimals = decimals(for: row)
      func text(_ number: Double?) -> String {
        number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
      }
      let interval = intervals?[index] ?? .init(row)
      let degrees = row.degreesOfFreedom.map { DecimalText.brief($0, digits: max(digits, 3)) }
      return [row.label, text(row.estimate), text(row.standardError)]
        + (isNormal ? [] : [degrees ?? "–"])
        + [significant(row.statistic), probability(row.pValue), ends(of: interval, text)]
    }
    let header =
      ["", "estimate", "std. error"] + (isNormal ? ["z"] : ["df", "t"])
      + ["p", "\(percent) interval"]
    return Grid(
      header: header, rows: cells, alignsRight: header.indices.map { $0 > 0 })
  }

  /// A table of tests; p values as everywhere on the page.
  func testGrid(_ table: RowTable) -> Grid {
    var grid = table.grid(digits: digits)
    for (column, name) in table.columns.enumerated() where name.hasPrefix("p_value") {
      for (row, cells) in table.rows.enumerated() {
        grid.rows[row][column] = probability(cells[column].double)
      }
    }
    return grid
  }

  var varianceGrid: Grid {
    let components = varianceComponents
    let rows = components.map { component in
      [
        component.group, component.words, significant(component.estimate),
        ends(
          of: .init(low: component.confidenceLow, high: component.confidenceHigh), significant),
      ]
    }
    let width = rows.contains { $0[3] != "–" } ? 4 : 3
    return Grid(
      header: Array(["between", "what", "estimate", "\(percent) interval"].prefix(width)),
      rows: rows.map { Array($0.prefix(width)) },
      alignsRight: Array([false, false, true, true].prefix(width)))
  }

  private func ends(
    of interval: ModelIntervals.Interval, _ text: (Double?) -> String
  ) -> String {
    interval.low == nil && interval.high == nil
      ? "–" : "\(text(interval.low)) to \(text(interval.high))"
  }

  private func significant(_ number: Double?) -> String {
    number.map { DecimalText.significant($0, digits: digits) } ?? "–"
  }

  /// Never 0: a p value below the shown decimals is given as a bound.
  private func probability(_ value: Double?) -> String {
    guard let value else { return "–" }
    let decimals = max(2, digits)
    let text = DecimalText.fixed(value, decimals: decimals)
    return text == DecimalText.fixed(0, decimals: decimals)
      ? "<0.\(String(repeating: "0", count: decimals - 1))1" : text
  }
}

extension VarianceComponent {
  /// "standard deviation of (Intercept)", "correlation of (Intercept) and Days".
  fileprivate var words: String {
    switch kind {
    case .standardDeviation:
      group == term ? "standard deviation" : "standard deviation of \(term)"
    case .correlation: "correlation of \(term) and \(secondTerm ?? "")"
    case .residualCorrelation: "correlation: \(term)"
    case .ratio: "standard deviation over the first: \(term)"
    case .power: "standard deviation as a power of the covariate"
    }
  }
}
