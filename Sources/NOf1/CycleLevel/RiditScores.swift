/// Scores of ordered levels, such that a difference of mean scores estimates a log cumulative odds
/// ratio.
///
/// With p_k the share of level k among all recorded nights, whatever their arm, and C_k the share
/// of level k or lower, the derivative of a night's log likelihood under proportional odds with
/// respect to its predictor, where there is no effect, is `C_k + C_(k-1) - 1`: twice the ridit
/// less 1. Summed over the treatment's nights this is the score statistic Z; its variance is
/// `V = n_T n_C / n (1 - sum p_k^3) / 3`, and `Z / V` is the difference of the mean scores
///
///     s_k = (C_k + C_(k-1) - 1) / ((1 - sum p_k^3) / 3)
///
/// between treatment and reference. As the first step from no effect it comes out too small, the
/// more so the larger the effect: the log ratio by 2 % for an odds ratio of 0.5 and by 6 % for
/// 0.25 where levels are many and arms equal, never in the wrong direction.
///
/// *Reference*: Whitehead (1993), Statistics in Medicine 12:2257; Bross (1958), Biometrics 14:18,
/// for ridits.
struct RiditScores: Sendable, Equatable {
  private let codes: [Double]
  private let scores: [Double]
  /// Variance of one night's score where there is no effect; 0 where all nights are alike.
  let varianceOfOneNight: Double

  /// - Parameter values: the level of every recorded night.
  init(_ values: [Double]) {
    codes = Set(values).sorted()
    let total = Double(max(values.count, 1))
    let shares = codes.map { code in Double(values.count { $0 == code }) / total }
    let variance = (1 - shares.reduce(0) { $0 + $1 * $1 * $1 }) / 3
    var below = 0.0
    var scores: [Double] = []
    for share in shares {
      scores.append(variance > 0 ? (2 * below + share - 1) / variance : 0)
      below += share
    }
    self.scores = scores
    varianceOfOneNight = variance > 0 ? 1 / variance : 0
  }

  /// The score of a level that occurs; 0 for any other.
  func score(of value: Double) -> Double {
    codes.firstIndex(of: value).map { scores[$0] } ?? 0
  }
}
