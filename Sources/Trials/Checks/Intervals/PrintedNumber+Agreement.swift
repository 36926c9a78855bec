import Tables

extension PrintedNumber {
  /// Whether the number is one that rounding gives of a value in the range, or only cutting off or
  /// rounding the other way, or neither.
  func agreement(with recomputed: ValueRange) -> ConsistencyCheck.Verdict {
    // Room for floating-point errors, far below a digit of the number.
    let room = recomputed.widened(by: 1e-9 * max(1, abs(value)))
    if range.overlaps(room) { return .consistent }
    return generousRange.overlaps(room) ? .rounding : .inconsistent
  }
}

extension ConsistencyCheck.Verdict {
  /// How far from agreement: 0 is agreement; "not checkable" comes last.
  var distance: Int {
    switch self {
    case .consistent: 0
    case .rounding: 1
    case .inconsistent: 2
    case .notCheckable: 3
    }
  }

  /// Agreement of several numbers: that of the worst of them.
  static func worst(_ verdicts: [Self]) -> Self {
    verdicts.max { $0.distance < $1.distance } ?? .notCheckable
  }
}

extension ConsistencyCheck.Subject {
  init(ofContrast record: ContrastRecord) {
    self.init()
    study = record.study
    group = record.group
    outcome = record.outcome
    timepoint = record.timepoint
  }

  /// The study of a review's estimate is the review.
  init(ofReview record: ReviewRecord) {
    self.init()
    study = record.review
    group = record.population
    outcome = record.outcome
    timepoint = record.timepoint
  }
}
