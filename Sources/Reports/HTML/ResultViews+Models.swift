import Figures

extension ResultViews {
  mutating func addModel(_ source: ResultSource) {
    let effects = source.records("fixed_effects")
    append(
      TableView(
        "Effects", labels: "term", in: "term", effects,
        [
          .init("estimate", "estimate"), .init("standard error", "std_error"),
          .init("df", "df"), .init("statistic", "statistic"), .init("P", "p_value", .pValue),
          .init(source.interval, from: "conf_low", to: "conf_high", .significant(3)),
          .init("ratio", "ratio", .ratio(["ratio"], of: effects)),
          .init(
            "its interval", from: "ratio_low", to: "ratio_high",
            .ratio(["ratio", "ratio_low", "ratio_high"], of: effects)),
        ]))
    append(
      TableView(
        "How much varies, and between what", labels: "between",
        source.records("variance_components"),
        label: { Markup($0.text("group")) },
        [
          .init("term", "term"), .init("with", "term2"), .init("kind", "kind"),
          .init("estimate", "estimate"),
          .init(source.interval, from: "conf_low", to: "conf_high", .significant(3)),
        ]))
    appendCheck(
      TableView(
        "The fit", labels: "criterion", in: "criterion", source.records("fit"),
        [
          .init("deviance", "deviance"), .init("AIC", "aic"), .init("BIC", "bic"),
          .init("rows", "n_obs"), .init("parameters", "n_parameters"),
          .init("converged", "converged"), .init("singular", "singular"),
        ]))
    addTables(
      source,
      except: ["fixed_effects", "variance_components", "fit", "groups", "conditional_modes"])
  }

  private static let captions = [
    "r_squared": "Share of the variance explained", "icc": "Intraclass correlation",
    "anova": "Terms, each tested as a whole", "means": "Marginal means",
    "differences": "Differences of marginal means", "test": "Against the smaller model",
  ]

  /// Further tables as they are.
  mutating func addTables(_ source: ResultSource, except known: [String]) {
    for table in source.tables
    where !known.contains(table.name) && table.name != "wording"
      && !table.name.hasPrefix("figures.") && table.rows.count <= 60
    {
      guard let first = table.columns.first else { continue }
      append(
        TableView(
          Self.captions[table.name] ?? table.name.replacingUnderscores,
          labels: first.replacingUnderscores, in: first, table.records, Self.columns(of: table)))
    }
  }

  /// The columns of a table after its first, an interval as one.
  static func columns(of table: ResultTable) -> [TableView.Column] {
    table.columns.dropFirst().compactMap { column in
      if column.hasSuffix("_high"), table.columns.contains("\(column.dropLast(5))_low") {
        return nil
      }
      if column.hasSuffix("_low"), table.columns.contains("\(column.dropLast(4))_high") {
        let name = column == "conf_low" ? "interval" : "\(column.dropLast(4)) interval"
        return .init(
          name.replacingUnderscores, from: column, to: "\(column.dropLast(4))_high",
          .significant(3))
      }
      return .init(column.replacingUnderscores, column)
    }
  }
}
