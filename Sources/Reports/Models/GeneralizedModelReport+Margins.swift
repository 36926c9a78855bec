import Figures
import MixedModels

/// Marginal means and their differences, on the scale of the response and on that of the link.
extension GeneralizedModelReport {
  private static let columns = ["scale"] + ModelRows.testColumns

  var meanRows: RowTable? {
    rows("means", "level") { margin in
      margin.response.rows.compactMap(\.estimate).map { ("response", $0) }
    } onLink: {
      $0.means.rows.compactMap(\.estimate)
    }
  }

  var differenceRows: RowTable? {
    rows("differences", "contrast") { margin in
      margin.ratios.map { table in table.rows.map { (table.kind.rawValue, $0) } } ?? []
    } onLink: {
      $0.differences.rows
    }
  }

  private func rows(
    _ name: String, _ column: String,
    onResponse: (Margin) -> [(scale: String, ResponseEstimate)],
    onLink: (Margin) -> [ContrastEstimate]
  ) -> RowTable? {
    margins.isEmpty
      ? nil
      : RowTable(
        name: name, columns: ["margin", column] + Self.columns,
        rows: margins.flatMap { margin in
          let factors = JSONValue.string(margin.means.factors.joined(separator: ":"))
          let response = onResponse(margin).map { scale, row -> [JSONValue] in
            [
              factors, .string(row.label), .string(scale), .number(row.estimate),
              .number(row.standardError), .null, JSONValue(row.statistic), JSONValue(row.pValue),
              JSONValue(row.confidenceLow), JSONValue(row.confidenceHigh),
            ]
          }
          return response
            + onLink(margin).map {
              [factors, .string($0.label), "link"] + ModelRows.test($0, .init($0))
            }
        })
  }

  /// The margins on the page: means of the response, and ratios where the link gives them.
  var marginElements: [Page.Element] {
    margins.flatMap { margin -> [Page.Element] in
      let means = "\(scale.mean == "mean" ? "Means" : "Probabilities")"
      let group = model.frame.random.isEmpty ? "" : " (where the random effects are 0)"
      let differences =
        scale.ratio.map {
          ModelWords.differences(
            margin.differences, of: "\($0.prefix(1).uppercased() + $0.dropFirst())s")
        } ?? ModelWords.differences(margin.differences, of: "Differences on the scale of the link")
      return [
        .paragraph(ModelWords.means(margin.means, of: means + group)),
        .table(
          text.grid(
            of: margin.response.rows.compactMap(\.estimate), named: scale.mean, withTests: false)),
        .paragraph(differences),
        .table(
          margin.ratios.map {
            text.grid(of: $0.rows, named: scale.ratio ?? "ratio", withTests: true)
          } ?? text.grid(of: margin.differences.rows)),
      ]
    }
  }
}

extension ModelText {
  /// Estimates on the scale of the response: the same decimals within a row.
  func grid(of rows: [ResponseEstimate], named name: String, withTests: Bool) -> Grid {
    let cells = rows.map { row -> [String] in
      let decimals = decimals(row.estimate, standardError: row.standardError)
      func words(_ number: Double?) -> String {
        number.map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
      }
      let interval = Interval(low: row.confidenceLow, high: row.confidenceHigh)
      return [row.label, words(row.estimate), ends(of: interval, words)]
        + (withTests ? [significant(row.statistic), probability(row.pValue)] : [])
    }
    let header = ["", name, "\(percent) interval"] + (withTests ? ["z", "p"] : [])
    return Grid(header: header, rows: cells, alignsRight: header.indices.map { $0 > 0 })
  }
}
