import Figures
import Tables
import Trials

extension TrialDocument {
  /// The document.
  public var page: Page {
    Page(
      elements: opening + groups.flatMap(section) + checkSection + deriveSection + claimSection
        + missingSection + sourceSection)
  }

  private var opening: [Page.Element] {
    let controlled = trials.trials.filter(\.isControlled).count
    let answers = groups.map { group in "\(group.name): \(answer(group))" }
    return [
      .title("What published trials support"),
      .paragraph(
        """
        \(trials.trials.count) studies, \(controlled) of them controlled; \(trials.arms.count) \
        rows of arms, \(trials.contrasts.count) reported comparisons and \(trials.reviews.count) \
        rows of reviews. Every number below follows from these tables by the same rules for every \
        group: it was written by magnify trials document, not by hand.
        """),
      .list("In short, for the outcome with the most controlled studies of each group:", answers),
      .paragraph(PersonalReport.disclaimer),
    ]
  }

  private func answer(_ group: Group) -> String {
    guard let report = group.poolings.first else {
      return "cannot tell, as no study prints a comparison."
    }
    let outcome = report.pooling.effects.plan.outcome ?? ""
    if let headline = report.pooling.headline {
      return "\(outcome). \(report.headlineSentence(headline))"
    }
    let uncontrolled = report.pooling.effects.uncontrolled.count
    let rest = uncontrolled > 0 ? ", only uncontrolled ones" : ""
    return "cannot tell, as no controlled study prints numbers from which an effect follows\(rest)."
  }

  /// Every outcome of a group that was pooled, the first in full.
  private func section(_ group: Group) -> [Page.Element] {
    var elements: [Page.Element] = [.heading(group.name)]
    guard let first = group.poolings.first else {
      return elements + [.paragraph("No study of this group prints a comparison.")]
    }
    elements += body(first) + stressElements(group)
    elements += reviewElements(group)
    for report in group.poolings.dropFirst() {
      elements += [.subheading(report.pooling.effects.title)]
      elements += report.briefElements
    }
    return elements
  }

  /// The page of one outcome without its title, as a part of this one.
  private func body(_ report: TrialPoolingReport) -> [Page.Element] {
    report.page.elements.compactMap { element in
      switch element {
      case .title(let text): .subheading(text)
      case .paragraph(PersonalReport.disclaimer): nil
      default: element
      }
    }
  }

  /// What published reviews print of the same group, beside the numbers above.
  private func reviewElements(_ group: Group) -> [Page.Element] {
    let own = trials.reviews.filter {
      $0.estimate != nil && $0.population.lowercased().hasPrefix(group.name.lowercased())
    }
    guard !own.isEmpty else { return [] }
    let rows = own.map { review in
      [
        "\(review.review), \(review.outcome)", review.k?.text ?? "",
        "\(review.measure) \(review.estimate?.text ?? "")",
        "\(review.ciLow?.text ?? "") to \(review.ciHigh?.text ?? "")", review.certainty,
      ]
    }
    let header = ["", "trials", "estimate", "interval", "certainty"]
    return [
      .paragraph("What published reviews print of this group, for comparison:"),
      .table(Grid(header: header, rows: rows, alignsRight: [false, true, true, true, false])),
    ]
  }

  private func stressElements(_ group: Group) -> [Page.Element] {
    guard let stress = group.stress, let range = stress.estimates else { return [] }
    let text = EffectText(stress.effects, digits: digits)
    let decimals = text.decimals(for: [range.low, range.high])
    return [
      .paragraph(
        """
        Under other choices (\(stress.settings.count) settings of estimator, interval, \
        correlation, denominator, changes or final values, and subset) the estimate runs from \
        \(text.estimate(range.low, decimals)) to \(text.estimate(range.high, decimals)); in \
        \(stress.excludingZero) settings the interval lies on one side of no difference.
        """)
    ]
  }

  private var checkSection: [Page.Element] {
    [.heading("Printed numbers that do not agree")] + checks.page.asPart
  }

  private var deriveSection: [Page.Element] {
    [.heading("Numbers that are not printed and follow")] + derivations.page.asPart
  }

  private var claimSection: [Page.Element] {
    guard !claims.verdicts.isEmpty else { return [] }
    return [.heading("What each claim deserves")] + claims.page.asPart
  }

  /// What has no answer, and the numbers that would give one.
  private var missingSection: [Page.Element] {
    let lists = groups.compactMap { group -> Page.Element? in
      let excluded = group.poolings.first?.pooling.effects.excluded ?? []
      let missing = excluded.filter { $0.reason.code != "A319" }.map(TrialWords.exclusion)
      let silent =
        group.poolings.isEmpty
        ? trials.trials.filter { $0.group == group.name }.map { trial in
          trial.note.isEmpty ? trial.study : "\(trial.study): \(trial.note)"
        } : []
      let items = missing + silent
      return items.isEmpty ? nil : .list("\(group.name):", items)
    }
    return [
      .heading("What could not be answered"),
      .paragraph(
        "For the first outcome of each group, the studies without a place and what is missing:"),
    ] + lists
  }

  private var sourceSection: [Page.Element] {
    let items = trials.trials.map { trial in
      let doi = trial.doi.isEmpty ? "" : " doi:\(trial.doi)"
      return "\(trial.study): \(trial.citation)\(doi)"
    }
    return items.isEmpty ? [] : [.heading("Sources"), .list("The studies of the tables:", items)]
  }
}

extension Page {
  /// The elements as a part of another page: the title as a paragraph, no second disclaimer.
  fileprivate var asPart: [Element] {
    elements.compactMap { element in
      switch element {
      case .title(let text): .paragraph(text + ".")
      case .heading(let text): .subheading(text)
      case .paragraph(PersonalReport.disclaimer): nil
      default: element
      }
    }
  }
}
