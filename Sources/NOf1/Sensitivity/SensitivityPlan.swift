/// Which other analyses are run beside the main one: always the same set, never chosen among.
struct SensitivityPlan {
  struct Alternative {
    let key: String
    let label: String
    let variant: ModelVariant
    /// Whether it uses the same nights as the main fit, so that evidence can be compared.
    let comparable: Bool
  }

  let alternatives: [Alternative]

  /// - Parameter washIn: nights dropped after a switch in the wash-in alternative.
  init(_ log: PersonalLog, study: PersonalStudy, washIn: Int = 3) {
    let main = ModelVariant(washInNights: study.washInNights)
    var list: [Alternative] = []
    func add(
      _ key: String, _ label: String, comparable: Bool = true,
      _ change: (inout ModelVariant) -> Void
    ) {
      var variant = main
      change(&variant)
      list.append(Alternative(key: key, label: label, variant: variant, comparable: comparable))
    }
    if study.washInNights < washIn {
      add(
        "wash-in-\(washIn)", "first \(washIn) nights after every switch left out",
        comparable: false
      ) { $0.washInNights = washIn }
    }
    for halfLife in [2.0, 5, 10] {
      let nights = Int(halfLife)
      add("half-life-\(nights)", "gradual onset and carry-over, half-life \(nights) nights") {
        $0.halfLife = halfLife
      }
    }
    add("no-trend", "no trend over time") { $0.trend = .none }
    add("random-walk-trend", "trend as a random walk") { $0.trend = .randomWalk }
    let kind = study.outcome.kind
    let missesNights = log.withAbsentNights.nights.contains { $0.outcome == nil }
    if kind != .duration && missesNights {
      add(
        "missing-for-treatment",
        "missing nights: treatment at its best period, reference at its worst",
        comparable: false
      ) { $0.filling = .favouringTreatment }
      add(
        "missing-against-treatment",
        "missing nights: treatment at its worst period, reference at its best",
        comparable: false
      ) { $0.filling = .againstTreatment }
    }
    if log.nights.contains(where: { $0.taken == false && $0.outcome != nil }) {
      add("per-protocol", "only nights on which the treatment was taken", comparable: false) {
        $0.perProtocol = true
      }
    }
    alternatives = list
  }
}
