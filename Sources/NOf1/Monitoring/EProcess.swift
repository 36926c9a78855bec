import Glibc

/// A stake that is bet against "the treatment does nothing", step by step.
///
/// If the treatment does nothing, the outcomes would have been the same under any schedule, and
/// only what the scheme draws is random. In step c the scheme draws option k with known
/// probability p_k, and u_k is the benefit that the outcomes would then show. Before the draw is
/// looked at, the stake is spread over the options in the proportions
///
///     q_k = p_k exp(b u_k / s_c) / sum_j p_j exp(b u_j / s_c)
///
/// and multiplied by q_k / p_k for the option that was drawn. s_c, the running mean of |u| over all
/// options of this step and the earlier ones, knows nothing of the draw of step c. So the expected
/// factor is sum_k p_k (q_k / p_k) = 1, whatever the outcomes are: the stake is a martingale that
/// starts at 1, and it ever reaches 20 with probability 1/20 at most (Ville 1939).
///
/// For two arms in random order the factor is 1 + tanh(b D_c / s_c), D_c being the signed
/// difference of the cycle. The stake is split evenly over several boldnesses b; a mean of
/// martingales is one.
///
/// *Reference*: Ville (1939); Shafer, "Testing by betting" (2021); Ramdas, Grünwald, Vovk and
/// Shafer, "Game-theoretic statistics and safe anytime-valid inference" (2023).
struct EProcess: Sendable, Equatable {
  /// One thing that the scheme could have drawn.
  struct Option: Sendable, Equatable {
    let probability: Double
    /// What the outcomes of this step then say for the treatment; positive is better.
    let benefit: Double
  }

  struct Step: Sendable, Equatable {
    /// Cycle or night, from 1.
    let number: Int
    let options: [Option]
    /// The option that was drawn.
    let drawn: Int
  }

  /// 1/20 = 5 %.
  static let needed = 20.0

  let bets: [MonitoringResult.Bet]

  /// - Parameter boldness: factors b of the bets, each with an equal part of the stake.
  init(_ steps: [Step], boldness: [Double]) {
    var total = 0.0
    var logStakes = boldness.map { _ in 0.0 }
    var logStake = 0.0
    bets = steps.enumerated().map { index, step in
      let size = step.options.reduce(0) { $0 + abs($1.benefit) } / Double(step.options.count)
      total += size
      let scale = total / Double(index + 1)
      for (part, b) in boldness.enumerated() where scale > 0 {
        logStakes[part] += Self.logFactor(step, b / scale)
      }
      let before = logStake
      logStake = logSumExp(logStakes) - log(Double(boldness.count))
      return MonitoringResult.Bet(
        step: step.number, factor: Self.finite(logStake - before), eValue: Self.finite(logStake))
    }
  }

  /// The largest stake so far: by Ville's inequality it, too, reaches 20 with probability 1/20 at
  /// most.
  var largest: Double { bets.reduce(1) { max($0, $1.eValue) } }

  private static func logFactor(_ step: Step, _ slope: Double) -> Double {
    let drawn = step.options[step.drawn].benefit * slope
    let spread = step.options.filter { $0.probability > 0 }.map {
      log($0.probability) + $0.benefit * slope
    }
    return drawn - logSumExp(spread)
  }

  /// e^x, held below infinity.
  private static func finite(_ x: Double) -> Double { exp(min(x, 690)) }
}
