import Figures
import MixedModels

/// The numbers of a fitted model as people read them.
struct ModelText: Sendable {
  /// Significant digits.
  let digits: Int
  /// Probability content of the intervals.
  let level: Double

  typealias Interval = ModelIntervals.Interval

  var percent: String { "\(DecimalText.brief(level * 100, digits: 6)) %" }

  /// Places after the point that give the standard error all but one of its digits, and the
  /// estimate at most three digits more than are asked for.
  func decimals(_ estimate: Double, standardError: Double) -> Int {
    let most = DecimalText.decimals(for: [estimate], digits: digits + 3)
    return standardError > 0
      ? min(most, DecimalText.decimals(for: [standardError], digits: max(1, digits - 1))) : most
  }

  func significant(_ number: Double?) -> String {
    number.map { DecimalText.significant($0, digits: digits) } ?? "–"
  }

  /// Never 0: a p value below the shown decimals is given as a bound.
  func probability(_ value: Double?) -> String {
    guard let value else { return "–" }
    let decimals = max(2, digits)
    let text = DecimalText.fixed(value, decimals: decimals)
    return text == DecimalText.fixed(0, decimals: decimals)
      ? "<0.\(String(repeating: "0", count: decimals - 1))1" : text
  }

  func ends(of interval: Interval, _ text: (Double?) -> String) -> String {
    interval.low == nil && interval.high == nil
      ? "–" : "\(text(interval.low)) to \(text(interval.high))"
  }

  /// " (95 % interval: from … to …)" after an estimate, or what is missing of it.
  func words(of interval: Interval, _ text: (Double) -> String) -> String {
    switch (interval.low, interval.high) {
    case (let low?, let high?): " (\(percent) interval: from \(text(low)) to \(text(high)))"
    case (let low?, nil): " (\(percent) interval: from \(text(low)); no upper end found)"
    case (nil, let high?): " (\(percent) interval: to \(text(high)); no lower end found)"
    case (nil, nil): ", without an interval"
    }
  }

  /// "1.00 lower"; a difference that rounds to 0 is neither lower nor higher.
  func difference(_ number: Double, decimals: Int) -> String {
    let size = DecimalText.fixed(number.magnitude, decimals: decimals)
    let isZero = size == DecimalText.fixed(0, decimals: decimals)
    return isZero ? size : "\(size) \(number < 0 ? "lower" : "higher")"
  }

  /// A number that is a result on its own, such as a criterion.
  func criterion(_ number: Double) -> String {
    DecimalText.fixed(number, decimals: DecimalText.decimals(for: [number], digits: digits + 2))
  }
}

// MARK: - Tables

extension ModelText {
  /// Estimates as people read them: the same decimals within a row.
  func grid(of rows: [ContrastEstimate], intervals: [Interval]? = nil) -> Grid {
    let isNormal = rows.allSatisfy { $0.degreesOfFreedom == nil }
    let cells = rows.enumerated().map { index, row -> [String] in
      let decimals = decimals(row.estimate, standardError: row.standardError)
      func text(_ number: Double?) -> String {
        number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
      }
      let interval = intervals?[index] ?? .init(row)
      let degrees = row.degreesOfFreedom.map { DecimalText.brief($0, digits: max(digits, 3)) }
      return [
        row.label, text(row.estimate), row.state == .noVariance ? "–" : text(row.standardError),
      ]
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

  func grid(of components: [VarianceComponent]) -> Grid {
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
