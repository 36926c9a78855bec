import NOf1

/// How often each verdict was given.
struct VerdictTally: Sendable {
  private(set) var responder = 0
  private(set) var nonResponder = 0
  private(set) var inconclusive = 0
  private(set) var designCannotIdentify = 0

  init(_ answers: [Verdict.Answer]) {
    for answer in answers {
      switch answer {
      case .responder: responder += 1
      case .nonResponder: nonResponder += 1
      case .inconclusive: inconclusive += 1
      case .designCannotIdentify: designCannotIdentify += 1
      }
    }
  }

  var total: Int { responder + nonResponder + inconclusive + designCannotIdentify }

  var responderShare: Double { Double(responder) / Double(total) }

  /// The 95 % interval for the probability of "responder".
  var responderInterval: ClosedRange<Double> { wilsonInterval(responder, of: total) }
}

/// The 95 % interval for a probability.
///
/// *Reference*: Wilson (1927), the score interval.
func wilsonInterval(_ count: Int, of total: Int) -> ClosedRange<Double> {
  let z = 1.959963984540054
  let n = Double(total)
  let share = Double(count) / n
  let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
  let half =
    z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  return max(0, centre - half)...min(1, centre + half)
}
