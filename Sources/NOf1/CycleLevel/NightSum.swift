import Glibc

/// Recorded nights added up: all that a comparison of two groups of nights needs.
struct NightSum: Sendable, Equatable {
  var nights = 0
  /// Sum of the outcome: of minutes' logarithms for durations, of ones for binary outcomes, of
  /// scores for ordinal ones.
  var total = 0.0

  static let zero = NightSum()

  mutating func add(_ value: Double) {
    nights += 1
    total += value
  }

  static func + (a: NightSum, b: NightSum) -> NightSum {
    NightSum(nights: a.nights + b.nights, total: a.total + b.total)
  }
}

/// The comparison of two groups of nights on the analysis scale of an outcome.
///
/// | outcome | treatment against reference |
/// |---|---|
/// | count | log((Y_T + 0.5) / n_T) - log((Y_C + 0.5) / n_C) |
/// | binary | log((Y_T + 0.5) / (n_T - Y_T + 0.5)) - log((Y_C + 0.5) / (n_C - Y_C + 0.5)) |
/// | duration | difference of the mean log minutes |
/// | score | difference of the means |
/// | ordinal | difference of the mean scores of `RiditScores` |
///
/// The half keeps a group without events finite (Haldane 1956, Anscombe 1956).
struct NightContrast: Sendable {
  let kind: Outcome.Kind
  private let ridits: RiditScores?

  /// - Parameter log: gives ordinal outcomes their scores, whatever the arms.
  init(_ log: PersonalLog, kind: Outcome.Kind) {
    self.kind = kind
    ridits = kind == .ordinal ? RiditScores(log.nights.compactMap(\.outcome)) : nil
  }

  /// Of an ordinal outcome's score, where there is no effect.
  var varianceOfOneNight: Double { ridits?.varianceOfOneNight ?? 0 }

  /// A night's outcome as it enters a `NightSum`.
  func value(of outcome: Double) -> Double {
    if let ridits { return ridits.score(of: outcome) }
    return kind == .duration ? log(outcome) : outcome
  }

  /// The level of one group on the analysis scale; the group must not be empty.
  func level(_ sum: NightSum) -> Double {
    switch kind {
    case .count: log((sum.total + 0.5) / Double(sum.nights))
    case .binary: log((sum.total + 0.5) / (Double(sum.nights) - sum.total + 0.5))
    case .duration, .score, .ordinal: sum.total / Double(sum.nights)
    }
  }

  /// Treatment minus reference, or nil where either has no nights.
  func difference(_ treatment: NightSum, _ reference: NightSum) -> Double? {
    guard treatment.nights > 0, reference.nights > 0 else { return nil }
    return level(treatment) - level(reference)
  }
}

extension PersonalLog {
  /// The recorded nights that are left when the first `washIn` calendar nights of every period
  /// but the first are dropped: a rule that does not depend on which arm a period had.
  func recorded(afterWashIn washIn: Int) -> [Night] {
    guard washIn > 0 else { return recorded }
    var start = [Int: Int]()
    for night in nights where start[night.period] == nil { start[night.period] = night.day }
    let first = nights.first?.period
    return recorded.filter { night in
      night.period == first || night.day - (start[night.period] ?? night.day) >= washIn
    }
  }
}
