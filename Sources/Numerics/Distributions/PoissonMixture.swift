import Glibc

/// Sums over j of Poisson(j; mean) g(j): the noncentral chi-squared and F distributions.
///
/// The terms are positive and log-concave in j. They are summed from the largest outwards, on
/// the logarithmic scale: the relative error stays small however far in the tail.
struct PoissonMixture {
  let weights: PoissonDistribution

  /// - Parameter mean: half the noncentrality.
  init(mean: Double) { weights = PoissonDistribution(mean: mean) }

  /// log of the sum of Poisson(j) exp(logComponent(j)).
  func logarithm(_ logComponent: (Double) -> Double) -> Double {
    func term(_ j: Double) -> Double {
      j < 0 ? -.infinity : weights.logDensity(j) + logComponent(j)
    }
    let peak = largest(term)
    let height = term(peak)
    if height == -.infinity { return height }
    var sum = 1.0
    for direction in [-1.0, 1.0] {
      var j = peak + direction
      var value = exp(term(j) - height)
      while value > 1e-18 * sum {
        sum += value
        j += direction
        value = exp(term(j) - height)
      }
    }
    return height + log(sum)
  }

  /// The j of the largest term, found by doubling steps from the mean of the weights.
  private func largest(_ term: (Double) -> Double) -> Double {
    var j = weights.mean.rounded(.down)
    let direction: Double = term(j + 1) > term(j) ? 1 : -1
    // Whether the terms still grow from j to the next in the direction of search.
    func grows(_ j: Double) -> Bool { term(j + direction) > term(j) }
    guard grows(j) else { return j }
    var step = 1.0
    while grows(j + direction * step) {
      j += direction * step
      step *= 2
    }
    while step >= 1 {
      if grows(j + direction * step) { j += direction * step }
      step = (step / 2).rounded(.down)
    }
    return j + direction
  }
}
