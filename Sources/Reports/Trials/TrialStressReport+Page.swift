import Figures
import Tables
import Trials

extension TrialStressReport {
  /// The page for people: the range of the answers, and which choice moves them.
  public var page: Page {
    var elements: [Page.Element] = [.title(stress.effects.title)]
    if let range = stress.estimates {
      elements += answer(range)
    } else {
      elements.append(
        .answer("CANNOT TELL", "No controlled trial prints numbers from which this follows."))
    }
    elements += judgements.elements + stress.effects.exclusionElements
    elements += TrialWords.findings(tableFindings)
    elements.append(.paragraph(PersonalReport.disclaimer))
    return Page(elements: elements)
  }

  private func answer(_ range: ValueRange) -> [Page.Element] {
    let decimals = text.decimals(for: [range.low, range.high])
    var sentences = [
      """
      \(text.lead), pooled in \(stress.settings.count) ways: estimates from \
      \(text.limit(range.low, decimals)) to \(text.limit(range.high, decimals))\(unit)\(judgements.clause).
      """,
      """
      The interval lies on one side of \(text.isRatio ? "1" : "0") in \(stress.excludingZero) of \
      \(stress.settings.count).
      """,
    ]
    if let reaching, let size = stress.effects.plan.minimalImportantDifference {
      sentences.append(
        """
        Estimates that reach a difference that matters (\(DecimalText.brief(size))): \
        \(reaching.lower) \(text.side(true)), \(reaching.higher) \(text.side(false)).
        """)
    }
    return [
      .paragraph(sentences.joined(separator: " ")), .paragraph("By choice:"),
      .table(choiceGrid(decimals)),
    ]
  }

  private var unit: String {
    text.isRatio ? " (\(text.quantity))" : text.unit.isEmpty ? "" : " (\(text.unit))"
  }

  private func choiceGrid(_ decimals: Int) -> Grid {
    var last = ""
    let rows = choices.map { choice in
      defer { last = choice.choice }
      return [
        choice.choice == last ? "" : choice.choice, choice.option, "\(choice.settings.count)",
        "\(text.number(choice.lowest, decimals)) to \(text.number(choice.highest, decimals))",
        "\(choice.excludingZero)",
      ]
    }
    return Grid(
      header: ["choice", "", "ways", "estimates", "one side"], rows: rows,
      alignsRight: [false, false, true, true, true])
  }
}
