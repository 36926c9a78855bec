/// The shape of the random effects of one grouping factor, without its data.
struct TermShape: Sendable {
  /// k: effects per level.
  let width: Int
  let levelCount: Int
  /// Positions of the free elements of Lambda, by columns.
  let free: [(row: Int, column: Int)]
  /// Where its elements begin in theta.
  let thetaStart: Int
  /// Root mean square of each column of Z, by which the engine divides it.
  let scales: [Double]

  var effectCount: Int { width * levelCount }
}
