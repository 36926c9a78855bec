import Figures
import Tables
import Trials

/// Published reviews that looked at trials of the same groups and did not pool them.
struct TrialJudgements: Sendable {
  let reviews: [ReviewRecord]

  /// - Parameter tables: what the trials were read from, with the reviews.
  init(of effects: TrialEffects, in tables: TrialTables) {
    reviews = tables.judgements(of: effects)
  }

  /// The part of a sentence that gives a pooled number: ", although reviews judged the pregnancy
  /// trials not poolable (garrison2020, very low certainty)".
  var clause: String {
    guard !reviews.isEmpty else { return "" }
    var populations: [String] = []
    var names: [String] = []
    for review in reviews {
      if !populations.contains(review.population) { populations.append(review.population) }
      let certainty = review.certainty.isEmpty ? "" : ", \(review.certainty) certainty"
      if !names.contains(where: { $0.hasPrefix(review.review) }) {
        names.append(review.review + certainty)
      }
    }
    return ", although reviews judged the \(populations.joined(separator: " and ")) trials not "
      + "poolable (\(names.joined(separator: "; ")))"
  }

  static let lead = "What reviews said of the trials as a whole:"

  var elements: [Page.Element] {
    guard !reviews.isEmpty else { return [] }
    return [
      .list(
        Self.lead,
        reviews.map { review in
          let certainty = review.certainty.isEmpty ? "" : ", certainty \(review.certainty)"
          let note = review.note.isEmpty ? "" : " (\(review.note))"
          return "\(review.review), \(review.outcome): not pooled\(certainty)\(note)"
        })
    ]
  }

  var rows: RowTable {
    RowTable(
      name: "judgements",
      columns: ["review", "population", "outcome", "studies", "people", "certainty", "note"],
      rows: reviews.map {
        [
          .string($0.review), .string($0.population), .string($0.outcome),
          JSONValue($0.k?.wholeNumber), JSONValue($0.n?.wholeNumber), .string($0.certainty),
          .string($0.note),
        ]
      })
  }
}
