import Figures

extension ResultViews {
  mutating func addPooling(_ source: ResultSource) {
    let pooled = source.records("pooled")
    let studies = source.records("studies")
    let scale = EffectView(source, pooled + studies)
    if let headline = pooled.first(where: { $0["headline"]?.value == .bool(true) }) {
      add(
        Self.measures[scale.name] ?? scale.name, headline.number(scale.estimate, scale.style),
        detail: headline.span(source.interval, scale.low, scale.high, scale.style))
      let counts = source.records("counts").first
      add("Trials", counts?.number("used"))
      add("People", counts?.number("people"))
    } else {
      tone = "design-cannot-identify"
    }
    append(
      TableView(
        "The trials", labels: "study", in: "study", studies,
        scale.studyColumns(source) + [.init("weight", "weight", .decimals(2))]))
    append(
      TableView(
        "Uncontrolled, never pooled with the others", labels: "study", in: "study",
        source.records("uncontrolled"), scale.studyColumns(source)))
    appendCheck(
      TableView(
        "Every method", labels: "method", in: "label", pooled,
        scale.columns(source) + [.init("tau", "tau")], note: judgements(source)))
    appendCheck(
      TableView(
        "Predicted for a new setting", labels: "method", in: "method",
        source.records("prediction"), scale.columns(source)))
    appendCheck(
      TableView(
        "How the trials differ", labels: "estimator", in: "estimator",
        source.records("heterogeneity"),
        [
          .init("tau", "tau"), .init("I squared", "i2", .probability), .init("Q", "q"),
          .init("df", "df"), .init("P", "p_value", .pValue),
        ]))
    for (name, caption) in [
      ("leave_one_out", "Without each trial in turn"), ("cumulative", "Trial after trial"),
      ("correlation_grid", "With each correlation that crossovers do not print"),
    ] {
      appendCheck(
        TableView(
          caption, labels: "setting", in: "setting", source.records(name),
          [.init("trials", "studies")] + scale.columns(source)))
    }
  }

  private static let measures = [
    "MD": "Mean difference", "SMD": "Standardised mean difference", "ROM": "Ratio of means",
    "RR": "Risk ratio", "OR": "Odds ratio", "RD": "Risk difference", "IRR": "Rate ratio",
  ]

  mutating func addEffects(_ source: ResultSource) {
    let effects = source.records("effects")
    let scale = EffectView(source, effects)
    for (name, caption) in [
      ("effects", "The trials"), ("uncontrolled", "Uncontrolled, never pooled with the others"),
    ] {
      append(
        TableView(
          caption, labels: "study", in: "study", source.records(name),
          scale.studyColumns(source)))
    }
  }

  mutating func addStress(_ source: ResultSource) {
    if let summary = source.records("summary").first {
      let isRatio = summary["ratio_low"] != nil
      let (low, high) =
        isRatio ? ("ratio_low", "ratio_high") : ("estimate_low", "estimate_high")
      add("Settings", summary.number("settings"))
      add("Estimates", summary.span("from", low, high, .ratio([low, high], of: [summary])))
      add("Intervals on one side of no difference", summary.number("excluding_zero"))
    }
    append(
      TableView(
        "By each choice", labels: "choice", source.records("choices"),
        label: { Markup("\($0.text("choice")): \($0.text("option"))") },
        [
          .init("settings", "settings"),
          .init("estimates", from: "estimate_low", to: "estimate_high", .decimals(2)),
          .init("intervals on one side", "excluding_zero"),
        ], note: judgements(source)))
  }

  mutating func addDocument(_ source: ResultSource) {
    let answers = source.records("answers")
    func table(_ caption: String, _ isMeant: (ResultTable.Record) -> Bool) -> TableView? {
      let records = answers.filter(isMeant)
      let scale = EffectView(source, records)
      return TableView(
        caption, labels: "group and outcome", records,
        label: { Markup("\($0.text("group")): \($0.text("outcome"))") },
        [.init("measure", "measure")] + scale.columns(source) + [
          .init("unit", "unit"), .init("trials", "studies"), .init("uncontrolled", "uncontrolled"),
          .init("left out", "excluded"),
        ], note: judgements(source))
    }
    append(table("Differences") { $0["ratio"] == nil && $0["estimate"] != nil })
    append(table("Ratios") { $0["ratio"] != nil })
    append(table("Nothing to pool") { $0["estimate"] == nil })
  }

  mutating func addClaims(_ source: ResultSource) {
    append(
      TableView(
        "Claims by verdict", labels: "verdict", in: "verdict", source.records("verdicts"),
        [.init("claims", "claims")]))
    append(
      TableView(
        "The claims", labels: "claim", in: "claim", source.records("claims"),
        [.init("verdict", "verdict"), .init("statement", "statement"), .init("code", "code")]))
  }

  mutating func addTrialCheck(_ source: ResultSource) {
    append(
      TableView(
        "Checks by verdict", labels: "verdict", in: "verdict", source.records("verdicts"),
        [.init("checks", "checks")]))
    append(
      TableView(
        "Printed numbers that do not agree", labels: "study", in: "study",
        source.records("checks").filter { $0.text("verdict") == "inconsistent" },
        [
          .init("code", "code"), .init("outcome", "outcome"), .init("arm", "arm"),
          .init("time", "timepoint"), .init("printed", "printed"), .init("what", "message"),
        ]))
  }

  /// What reviews said of pooling these trials, beside every table of pooled numbers.
  private func judgements(_ source: ResultSource) -> String {
    let reviews = source.records("judgements").map { record in
      let certainty =
        record.text("certainty").isEmpty ? "" : ", certainty \(record.text("certainty"))"
      return "\(record.text("review"))\(certainty)"
    }
    guard !reviews.isEmpty else {
      // A document says it of each group in words.
      let said = source.records("wording").filter { $0.text("lead") == TrialJudgements.lead }
        .map { $0.text("text") }
      return said.isEmpty ? "" : "\(TrialJudgements.lead) \(said.joined(separator: "; "))."
    }
    return "Reviews judged these trials not poolable (\(reviews.joined(separator: "; ")))."
  }
}

/// Which columns hold an effect that people read: ratios where the result has them.
private struct EffectView {
  let name: String
  let estimate: String
  let low: String
  let high: String
  let style: NumberStyle

  init(_ source: ResultSource, _ records: [ResultTable.Record]) {
    let measure =
      source.option("measure")?.text ?? records.compactMap { $0["measure"]?.full }.first ?? "effect"
    let isRatio = records.contains { $0["ratio"] != nil }
    name = measure
    (estimate, low, high) =
      isRatio ? ("ratio", "ratio_low", "ratio_high") : ("estimate", "conf_low", "conf_high")
    style =
      isRatio
      ? .ratio([estimate, low, high], of: records) : .common([estimate, low, high], of: records)
  }

  func columns(_ source: ResultSource) -> [TableView.Column] {
    [
      .init(name == "effect" ? "estimate" : name, estimate, style),
      .init(source.interval, from: low, to: high, style),
    ]
  }

  func studyColumns(_ source: ResultSource) -> [TableView.Column] {
    columns(source) + [
      .init("treatment", "treatment_value"), .init("comparator", "comparator_value"),
      .init("people, treatment", "n_treatment"), .init("people, comparator", "n_comparator"),
    ]
  }
}
