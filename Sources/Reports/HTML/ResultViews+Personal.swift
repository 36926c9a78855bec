import Figures

extension ResultViews {
  mutating func addAnalysis(_ source: ResultSource) {
    let verdict = source.records("verdict").first
    tone = verdict?.text("verdict") ?? "plain"
    let effects = source.records("effects")
    let isRatio = effects.first?.text("scale") == "ratio"
    let name = isRatio ? Self.ratioName(source) ?? "ratio" : "difference"
    let style = Self.effectStyle(effects, isRatio)
    if let effect = effects.first {
      add(
        name.prefix(1).uppercased() + name.dropFirst(), effect.number("estimate", style),
        detail: effect.span(source.interval, "conf_low", "conf_high", style))
      add("Chance of any benefit", effect.number("p_benefit", .probability))
      add("Chance of a benefit that matters", effect.number("p_mcid", .probability))
    }
    let columns = Self.columns(name, source.interval, style)
    append(
      TableView(
        "The effect", labels: "arm and fit",
        effects + source.records("cycle_level"), label: Self.label, columns))
    appendCheck(
      TableView(
        "The same under other priors and assumptions", labels: "fit", in: "label",
        source.records("sensitivity"), columns))
    appendCheck(
      TableView(
        "Every arm against every other", labels: "arms", source.records("comparisons"),
        label: { Markup("\($0.text("arm")) against \($0.text("against"))") }, columns))
    appendCheck(
      TableView(
        "Forms, drawn towards what they have in common", labels: "form", in: "form",
        source.records("forms.forms") + source.records("forms.common"), columns))
    appendCheck(
      TableView(
        "Randomisation test", labels: "arm", in: "arm", source.records("randomisation_test"),
        [
          .init("P, one-sided", "p_value", .pValue), .init("lowest possible P", "floor", .pValue),
          .init("schedules", "schedules"), .init("scheme", "scheme"),
        ]))
    appendCheck(Self.conditions("Conditions of the verdict", source.records("verdict.conditions")))
    appendCheck(
      TableView(
        "How often the rule says what, by simulation of this schedule", labels: "true effect",
        in: "effect", source.records("operating_characteristics"),
        [
          .init("correlation", "rho"), .init("simulations", "simulations"),
          .init("responder", "p_responder", .probability),
          .init("non-responder", "p_non_responder", .probability),
          .init("inconclusive", "p_inconclusive", .probability),
        ]))
    appendCheck(Self.arms(source))
  }

  mutating func addCheck(_ source: ResultSource) {
    append(Self.arms(source))
    appendCheck(Self.conditions("What a verdict needs", source.records("design.guards")))
  }

  mutating func addPopulation(_ source: ResultSource) {
    let ratio = Self.ratioName(source)
    let terms = [
      "mu": ratio.map { "average log \($0)" } ?? "average difference",
      "tau": "spread between people (standard deviation)",
    ]
    append(
      TableView(
        "Everybody together", labels: ratio == nil ? "quantity" : "quantity, on the log scale",
        source.records("population"),
        label: { Markup(terms[$0.text("term")] ?? $0.text("term")) },
        [
          .init("estimate", "estimate"),
          .init(source.interval, from: "conf_low", to: "conf_high", .significant(3)),
          .init("prior", "prior"),
        ]))
    let responders = source.records("responders")
    append(
      TableView(
        "How many are expected to respond", labels: "people", in: "persons", responders,
        [.init("responders", "expected"), .init("with a chance of 80 % or more", "firm")]))
    append(
      TableView(
        "How sure that is on average", labels: "people", in: "persons", responders,
        [
          .init("P(benefit)", "p_benefit", .probability),
          .init("P(benefit that matters)", "p_mcid", .probability),
        ]))
    appendCheck(
      TableView(
        "Do people differ at all?", labels: "people", in: "persons", responders,
        [
          .init("P(they hardly differ)", "p_little_spread", .probability),
          .init("hardly: a spread below", "little_spread"),
          .init("Bayes factor of a spread", "bayes_factor_of_spread"),
        ]))
    addTables(source, except: ["population", "responders", "people"])
    let people = source.records("people")
    append(
      TableView(
        people.count > 60 ? "The first 60 people" : "People", labels: "person", in: "person",
        Array(people.prefix(60)),
        [
          .init("own nights", "raw"),
          .init("interval", from: "raw_conf_low", to: "raw_conf_high", .significant(3)),
          .init("with the others", "shrunken"),
          .init(source.interval, from: "conf_low", to: "conf_high", .significant(3)),
          .init("P(benefit)", "p_benefit", .probability),
          .init("P(benefit that matters)", "p_mcid", .probability),
        ]))
  }

  mutating func addPower(_ source: ResultSource) {
    append(
      TableView(
        "Designs, by the share of simulated people", labels: "cycles", in: "cycles",
        source.records("cells"),
        [
          .init("nights a period", "period_nights"), .init("nights", "nights"),
          .init("true effect", "effect"),
          .init("firm answer", "p_firm", .probability),
          .init("responder", "p_responder", .probability),
          .init("non-responder", "p_non_responder", .probability),
          .init("rate", "rate"), .init("correlation", "rho"), .init("missing", "missing"),
        ], note: "A firm answer is responder or non-responder."))
  }

  /// What the effects of this kind of outcome are ratios of; nil where they are differences.
  private static func ratioName(_ source: ResultSource) -> String? {
    switch source.option("kind")?.text {
    case "count": "rate ratio"
    case "binary": "odds ratio"
    case "ordinal": "cumulative odds ratio"
    default: nil
    }
  }

  private static func effectStyle(
    _ records: [ResultTable.Record], _ isRatio: Bool
  ) -> NumberStyle {
    let columns = ["estimate", "conf_low", "conf_high"]
    return isRatio ? .ratio(columns, of: records) : .common(columns, of: records)
  }

  private static func columns(
    _ name: String, _ interval: String, _ style: NumberStyle
  ) -> [TableView.Column] {
    [
      .init(name, "estimate", style),
      .init(interval, from: "conf_low", to: "conf_high", style),
      .init("P(benefit)", "p_benefit", .probability),
      .init("P(benefit that matters)", "p_mcid", .probability),
    ]
  }

  private static func label(_ record: ResultTable.Record) -> Markup {
    let fit =
      record.table.name == "effects"
      ? "all nights, \(record.text("prior")) prior" : "cycle by cycle"
    return Markup("\(record.text("arm")), \(fit)")
  }

  private static func conditions(
    _ caption: String, _ records: [ResultTable.Record]
  ) -> TableView? {
    TableView(
      caption, labels: "condition", records,
      label: { record in
        record["sentence"].map { $0.sentence($0.full) } ?? Markup(record.text("name"))
      }, [.init("holds", "holds")])
  }

  private static func arms(_ source: ResultSource) -> TableView? {
    TableView(
      "Nights recorded", labels: "arm", in: "arm", source.records("design.arms"),
      [
        .init("nights", "nights"), .init("recorded", "recorded"), .init("periods", "periods"),
        .init("events", "events"), .init("mean", "mean"),
      ])
  }
}
