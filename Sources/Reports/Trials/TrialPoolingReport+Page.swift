import Figures
import Tables
import Trials

extension TrialPoolingReport {
  /// The page for people: the pooled effect and its interval first, then everything it rests on.
  public var page: Page {
    let effects = pooling.effects
    var elements: [Page.Element] = [.title(effects.title)]
    if let headline = pooling.headline {
      elements += answer(headline) + methods + spread(headline)
      elements += comparisons + settingElements + [.paragraph(smallStudies)]
    } else {
      elements += nothing
    }
    elements += evidenceElements + effects.uncontrolledElements(text) + elsewhereElements
    elements += effects.exclusionElements
    elements += judgements.elements + effects.otherOutcomeElements
    elements += TrialWords.findings(tableFindings)
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  /// The answer and its studies without the rows beside it, or why there is none.
  var briefElements: [Page.Element] {
    let effects = pooling.effects
    let reasons = effects.excluded.filter { $0.reason.severity > .information }
    let excluded =
      reasons.isEmpty ? [] : [Page.Element.list("Excluded:", reasons.map(TrialWords.exclusion))]
    return (pooling.headline.map(answer) ?? nothing) + effects.uncontrolledElements(text) + excluded
  }

  /// The other outcomes of a group in which nothing is controlled.
  private var elsewhereElements: [Page.Element] {
    guard !elsewhere.isEmpty else { return [] }
    let rows = elsewhere.map { effect in
      let own = EffectText(effect, digits: digits, level: text.level)
      let interval = effect.interval(level: text.level)
      let decimals = own.decimals(effect.effect.estimate, interval)
      return [
        "\(effect.study), \(effect.comparison.outcome)", effect.peopleText,
        own.number(effect.effect.estimate, decimals), own.span(interval, decimals),
      ]
    }
    let header = ["", "people", "change", "\(text.percent) interval"]
    return [
      .paragraph("Of the group's other outcomes, uncontrolled too:"),
      .table(Grid(header: header, rows: rows, alignsRight: [false, true, true, true])),
    ]
  }

  /// The headline sentence, what matters, and the studies.
  private func answer(_ headline: PoolingHeadline) -> [Page.Element] {
    var elements: [Page.Element] = [.paragraph(headlineSentence(headline))]
    if let importance = importanceSentence { elements.append(.paragraph(importance)) }
    elements.append(
      .table(pooling.effects.studyGrid(pooling.effects.effects, text, weights: weights)))
    let notes = pooling.effects.studyNotes
    if !notes.isEmpty { elements.append(.list("How the trials' numbers came about:", notes)) }
    return elements
  }

  /// Every method, and why one speaks first.
  private var methods: [Page.Element] {
    let values = pooling.rows.flatMap { row in
      [row.estimate, row.interval?.lower, row.interval?.upper].compactMap { $0 }
    }
    let decimals = text.decimals(for: values)
    let rows = pooling.rows.map { row in
      [
        text.number(row.estimate, decimals), text.span(row.interval, decimals),
        text.significant(row.tau), label(row),
      ]
    }
    let header = [measure.rawValue, "\(text.percent) interval", "tau", "method"]
    return [
      .paragraph(policySentence),
      .table(Grid(header: header, rows: rows, alignsRight: [true, true, true, false])),
    ]
  }

  private func label(_ row: PooledRow) -> String {
    let remark = row.interval == nil ? "; no interval" : ""
    if row.isHeadline { return "\(row.label) (speaks first)\(remark)" }
    return row.label + (row.method == askedMethod ? " (asked for)" : "") + remark
  }

  /// How trials differ, and what a new setting would show.
  private func spread(_ headline: PoolingHeadline) -> [Page.Element] {
    var lines = predictionSentences
    if let sentence = heterogeneitySentence(headline.normal) { lines.append(sentence) }
    return lines.map(Page.Element.paragraph)
  }

  /// The contrast of subgroups before each of them, and the meta-regression.
  private var comparisons: [Page.Element] {
    var elements: [Page.Element] = []
    if let subgroups = pooling.subgroups {
      elements.append(.paragraph(contrastSentence(subgroups)))
      let rows =
        subgroups.differences.map { ("\($0.group) against \($0.reference)", $0.estimate) }
        + subgroups.groups.map {
          ("\($0.name) (\($0.pooled.studies)) by itself", $0.pooled.coefficients[0])
        }
      elements.append(.table(coefficientGrid(rows)))
    }
    if let regression = pooling.regression {
      elements.append(.paragraph("Meta-regression, for one unit more of each moderator:"))
      elements.append(.table(coefficientGrid(regression.coefficients.map { ($0.name, $0) })))
    }
    return elements
  }

  private func coefficientGrid(_ rows: [(String, CoefficientEstimate)]) -> Grid {
    let decimals = text.decimals(
      for: rows.flatMap { _, coefficient in
        let interval = coefficient.inference?.interval
        return [coefficient.estimate, interval?.lower, interval?.upper].compactMap { $0 }
      })
    let cells = rows.map { name, coefficient in
      [
        name, text.number(coefficient.estimate, decimals),
        text.span(coefficient.inference?.interval, decimals),
        text.probability(coefficient.inference?.probability),
      ]
    }
    let header = ["", text.isRatio ? "ratio" : measure.name, "\(text.percent) interval", "p"]
    return Grid(header: header, rows: cells, alignsRight: [false, true, true, true])
  }

  /// The headline under other choices: correlations of crossovers, and without each trial.
  private var settingElements: [Page.Element] {
    func table(_ lead: String, _ settings: [PoolingSetting]) -> [Page.Element] {
      guard !settings.isEmpty else { return [] }
      let decimals = text.decimals(
        for: settings.flatMap { setting in
          [setting.estimate, setting.interval?.lower, setting.interval?.upper].compactMap { $0 }
        })
      let cells = settings.map { setting in
        [
          setting.setting, text.number(setting.estimate, decimals),
          text.span(setting.interval, decimals),
        ]
      }
      let header = ["", measure.rawValue, "\(text.percent) interval"]
      return [
        .paragraph(lead),
        .table(Grid(header: header, rows: cells, alignsRight: [false, true, true])),
      ]
    }
    return table(
      "With each correlation between a person's two values in crossovers that print none:",
      pooling.correlationGrid) + table("Without each trial in turn:", pooling.leaveOneOut)
  }

  /// No controlled trial: what there is instead.
  private var nothing: [Page.Element] {
    let (outcome, group) = (pooling.effects.plan.outcome ?? "", pooling.effects.plan.group)
    return [
      .answer(
        "CANNOT TELL",
        """
        There is no controlled trial \(group.map { "of the group \($0) " } ?? "")that prints \
        numbers for \(outcome) from which \(measure.name) follows: nothing is pooled.
        """)
    ]
  }
}
