import Figures
import Tables
import Trials

/// What else the numbers say: single people, people needed, differences between patients, cells of
/// crossovers.
extension TrialPoolingReport {
  static let evidenceNames = ["fragility", "information", "variability", "responses", "crossovers"]

  var evidenceRows: [RowTable] {
    [fragilityRows, informationRows, variabilityRows, responseRows, crossoverRows]
  }

  private var fragilityRows: RowTable {
    RowTable(
      name: "fragility",
      columns: ["study", "p_value", "direction", "by_events", "by_non_events", "text"],
      rows: evidence.fragility.map { row in
        [
          .string(row.study), .finite(row.index.pValue), .string(row.index.direction.rawValue),
          JSONValue(row.index.byEvents?.people), JSONValue(row.index.byNonEvents?.people),
          .string(row.index.text(figure)),
        ]
      })
  }

  private var informationRows: RowTable {
    RowTable(
      name: "information",
      columns: ["mid", "people_needed", "diversity", "people_needed_diversity", "people", "share"],
      rows: evidence.informationSize.map { size in
        [
          [
            JSONValue(pooling.effects.plan.minimalImportantDifference), .integer(size.people),
            .finite(size.diversity), JSONValue(size.diversityAdjustedPeople),
            JSONValue(evidence.people), .finite(evidence.people.map { size.share(people: $0) }),
          ]
        ]
      } ?? [])
  }

  private var variabilityRows: RowTable {
    RowTable(
      name: "variability", columns: ["ratio", "ratio_low", "ratio_high", "answer", "text"],
      rows: evidence.variability.map { question in
        [
          [
            .finite(question.ratio), .finite(question.interval?.lower),
            .finite(question.interval?.upper), .string(question.answer.rawValue),
            .string(question.text(figure)),
          ]
        ]
      } ?? [])
  }

  private var responseRows: RowTable {
    RowTable(
      name: "responses", columns: ["study", "text"],
      rows: evidence.responses.map { [.string($0.study), .string($0.response.text(figure))] })
  }

  private var crossoverRows: RowTable {
    RowTable(
      name: "crossovers",
      columns: [
        "study", "outcome", "unit", "statistic", "model", "correlation", "term", "estimate",
        "std_error", "df", "p_value", "conf_low", "conf_high",
      ],
      rows: evidence.crossovers.flatMap { answer in
        let models = [("sequences", answer.fits), ("carry-over", answer.carryover)]
        return models.flatMap { name, fits in fits.flatMap { Self.rows($0, name, answer) } }
      })
  }

  private static func rows(
    _ fit: CrossoverFit, _ model: String, _ answer: CrossoverAnswer
  ) -> [[JSONValue]] {
    var correlation: Double?
    if case .common(let value) = fit.correlation { correlation = value }
    return fit.coefficients.filter { $0.name != "intercept" }.map { term in
      [
        .string(answer.study), .string(answer.outcome), .string(answer.unit),
        .string(answer.isOfMedians ? "median" : "mean"), .string(model), .finite(correlation),
        .string(term.name), .finite(term.estimate), .finite(term.inference?.standardError),
        .finite(term.inference?.degreesOfFreedom), .finite(term.inference?.probability),
        .finite(term.inference?.interval.lower), .finite(term.inference?.interval.upper),
      ]
    }
  }

  /// The same in words.
  var evidenceElements: [Page.Element] {
    var elements = evidence.crossovers.map(crossoverElement)
    if let size = evidence.informationSize, let people = evidence.people {
      elements.append(.paragraph(informationSentence(size, people)))
    }
    if !evidence.fragility.isEmpty {
      let items = evidence.fragility.map { "\($0.study): \($0.index.text(figure))" }
      elements.append(.list("How much hangs on single people:", items))
    }
    if let question = evidence.variability {
      elements.append(.paragraph("Do patients differ in their response? " + question.text(figure)))
    }
    if !evidence.responses.isEmpty {
      let items = evidence.responses.map { "\($0.study): \($0.response.text(figure))" }
      elements.append(.list("What changes from baseline say of individual responses:", items))
    }
    return elements
  }

  /// "roffe2002, cramp frequency, a crossover by sequences and periods, from medians: …".
  private func crossoverElement(_ answer: CrossoverAnswer) -> Page.Element {
    let lines = answer.fits.flatMap { fit -> [String] in
      var correlation = ""
      if case .common(let value) = fit.correlation { correlation = " with r = \(figure(value))" }
      return fit.coefficients.filter { !$0.name.hasPrefix("intercept") }.map { term in
        let interval = term.inference?.interval
        let range =
          interval.map { " (\(figure($0.lower)) to \(figure($0.upper)))" }
          ?? ", without an interval"
        let isTreatment = term.name.hasPrefix("treatment")
        let name = isTreatment ? "treatment less comparator" : term.name
        return "\(name)\(correlation): \(figure(term.estimate))\(range)"
      }
    }
    let what = answer.isOfMedians ? ", from medians, which give no standard error" : ""
    return .list(
      "\(answer.study), \(answer.outcome) in \(answer.unit), a crossover by sequences and periods"
        + "\(what); carry-over and sequence cannot be told apart:", lines)
  }

  private func informationSentence(_ size: InformationSize, _ people: Int) -> String {
    let adjusted = size.diversityAdjustedPeople.map {
      $0 == size.people ? "" : "; \($0) with the spread between these trials"
    }
    let share = DecimalText.fixed(100 * size.share(people: people), decimals: 0)
    return
      "To tell the effect that matters from none (5 % two-sided, 90 % power) takes \(size.people) "
      + "people\(adjusted ?? ""); the pool has \(people), \(share) % of that."
  }

  private func figure(_ value: Double) -> String { DecimalText.significant(value, digits: digits) }
}
