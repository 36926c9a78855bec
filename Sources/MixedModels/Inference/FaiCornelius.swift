/// The denominator degrees of freedom of F from those of independent contrasts: F has the mean
/// E / q, E = sum of v / (v - 2), so that 2 E / (E - q) degrees of freedom have the same mean.
///
/// 2 where any contrast has at most 2; the common value where they agree.
///
/// *Reference:* Fai and Cornelius (1996), Journal of Statistical Computation and Simulation 54,
/// 363-378; lmerTest.
func faiCorneliusDegreesOfFreedom(_ individual: [Double]) -> Double {
  guard let first = individual.first, individual.count > 1 else { return individual.first ?? 0 }
  guard individual.allSatisfy({ $0 > 2 }) else { return 2 }
  // Infinite degrees of freedom add exactly 1 to E; v / (v - 2) - 1 keeps the digits of large v.
  let excess = individual.reduce(0) { $0 + 2 / ($1 - 2) }
  guard excess > 0 else { return first }
  return 2 * (Double(individual.count) + excess) / excess
}
