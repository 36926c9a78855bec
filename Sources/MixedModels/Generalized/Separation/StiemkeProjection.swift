import Numerics

/// For vectors z_i of length 1: a direction d with z_i'd >= 0 for all and z_i'd > 0 for some, or the
/// certainty that there is none.
///
/// Let r be the shortest of the sums of lambda_i z_i with all lambda_i >= 1. At the minimum
/// z_i'r >= 0, and z_i'r = 0 where lambda_i > 1, so that r'r is the sum of all z_i'r. If r is not
/// zero, it is such a direction. If it is zero, the sum of lambda_i z_i'd is zero for every d, and
/// no d can have only positive terms in it: Stiemke's alternative.
///
/// The minimum is found with active sets, in finitely many steps: Lawson and Hanson (1974),
/// "Solving least squares problems", chapter 23.
struct StiemkeProjection {
  /// The vectors as columns, q x m.
  private let vectors: Matrix
  /// Their mean: the sum with all lambda_i = 1, divided by m as everything here.
  private let mean: [Double]
  /// The vectors with lambda_i > 1, and lambda_i - 1 of each.
  private var active: [Int] = []
  private var excess: [Double] = []

  init(_ vectors: Matrix) {
    self.vectors = vectors
    let share = 1 / Double(vectors.columns)
    mean = vectors * [Double](repeating: share, count: vectors.columns)
  }

  /// A direction of length 1, or nil if there is none.
  ///
  /// An angle within `SeparationCone.tolerance` of a right one is right.
  ///
  /// - Complexity: O(q m) a step; mostly about as many steps as there are dimensions.
  mutating func direction() throws(LinearAlgebraError) -> [Double]? {
    for _ in 0..<(100 + 30 * vectors.rows) {
      // What is left of the mean is as exact as the mean, however large the excesses are.
      guard active.count < vectors.rows, let first = try beside(mean, atLeast: 1e-13),
        let direction = try beside(first, atLeast: 0.5)
      else { return nil }
      var cosines = vectors.transposedProduct(direction)
      for index in active { cosines[index] = 0 }
      guard try activateLowest(&cosines) else { return direction }
    }
    return nil
  }

  /// Makes the vector at the widest angle active; false if no angle is wider than a right one.
  private mutating func activateLowest(
    _ cosines: inout [Double]
  ) throws(LinearAlgebraError) -> Bool {
    while let lowest = cosines.indices.min(by: { cosines[$0] < cosines[$1] }),
      cosines[lowest] < -SeparationCone.tolerance
    {
      active.append(lowest)
      let solution = try freeMinimum()
      if solution[active.count - 1] > 0 {
        excess.append(0)
        try descend(to: solution)
        return true
      }
      // Rounding alone had made the angle wide.
      active.removeLast()
      cosines[lowest] = 0
    }
    return false
  }

  /// Goes towards the minimum over the active vectors, and drops those whose excess reaches zero.
  private mutating func descend(to minimum: [Double]) throws(LinearAlgebraError) {
    var target = minimum
    while let blocking = target.indices.filter({ target[$0] <= 0 }).min(by: {
      share(of: $0, target) < share(of: $1, target)
    }) {
      let step = share(of: blocking, target)
      for k in excess.indices { excess[k] += step * (target[k] - excess[k]) }
      excess[blocking] = 0
      let kept = excess.indices.filter { excess[$0] > 0 }
      active = kept.map { active[$0] }
      excess = kept.map { excess[$0] }
      target = try freeMinimum()
    }
    excess = target
  }

  /// The part of the way to a target that is not positive at which an excess is zero.
  private func share(of k: Int, _ target: [Double]) -> Double {
    excess[k] / (excess[k] - target[k])
  }

  /// The excesses of the active vectors that give the shortest sum, of whatever sign.
  private func freeMinimum() throws(LinearAlgebraError) -> [Double] {
    try PivotedQR(vectors.selectingColumns(active), tolerance: 1e-15).solve(mean.map { -$0 })
  }

  /// The part of a vector at right angles to the active ones, scaled to length 1; nil if it is
  /// shorter than it should be.
  ///
  /// At the minimum over the active vectors this is the direction of the sum, made of the mean.
  private func beside(
    _ vector: [Double], atLeast shortest: Double
  ) throws(LinearAlgebraError) -> [Double]? {
    let factored = try PivotedQR(vectors.selectingColumns(active), tolerance: 1e-15)
    var parts = factored.transposedProduct(vector)
    for k in active.indices { parts[k] = 0 }
    let left = factored.product(parts)
    let length = dotProduct(left, left).squareRoot()
    return length > shortest ? left.map { $0 / length } : nil
  }
}
