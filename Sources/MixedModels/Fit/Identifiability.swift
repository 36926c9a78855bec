import Numerics

/// Whether the parameters of a model can be estimated at all, before the likelihood is asked.
///
/// Where two variances have the same effect on the likelihood, its maximum is a line, and whatever
/// point an optimiser stops at would look like an estimate.
struct Identifiability {
  let frame: ModelFrame
  /// Then effects may be as many as rows, and residuals zero.
  let isSigmaKnown: Bool
  private var rows: Int { frame.observationCount }
  /// As `RankReduction`: what is left of a column, as a share of it.
  private static let tolerance = 1e-10

  init(_ frame: ModelFrame, isSigmaKnown: Bool) {
    self.frame = frame
    self.isSigmaKnown = isSigmaKnown
  }

  /// What the data themselves tell.
  func check() throws(MixedModelError) {
    try checkRange()
    guard rows > frame.fixed.names.count else {
      throw .tooFewRows(rows: rows, coefficients: frame.fixed.names.count)
    }
    for design in frame.random where !isSigmaKnown { try checkCount(design) }
    try checkRandomEffects()
  }

  /// What the data tell of a model without a residual variance.
  func checkGeneralized() throws(MixedModelError) {
    try checkRange()
    try checkRandomEffects()
  }

  private func checkRandomEffects() throws(MixedModelError) {
    for design in frame.random {
      try checkZero(design)
      try checkDependence(design)
    }
    try checkTwins()
  }

  /// Squares and their quotients must stay within the range of doubles.
  private func checkRange() throws(MixedModelError) {
    try checkRange(frame.response[...], frame.responseName)
    if !frame.offset.isEmpty { try checkRange(frame.offset[...], "offset", mayBeSmall: true) }
    let elements = frame.fixed.matrix.elements
    for (c, name) in frame.fixed.names.enumerated() {
      try checkRange(elements[(c * rows)..<((c + 1) * rows)], name)
    }
    for design in frame.random {
      for (c, name) in design.names.enumerated() {
        try checkRange(column(design, c), name)
      }
    }
  }

  private func checkRange(
    _ values: ArraySlice<Double>, _ name: String, mayBeSmall: Bool = false
  ) throws(MixedModelError) {
    var largest = 0.0
    for value in values { largest = max(largest, abs(value)) }
    guard largest > 1e75 || (largest < 1e-75 && largest > 0 && !mayBeSmall) else { return }
    throw .outOfRange(column: name, magnitude: largest)
  }

  private func column(_ design: RandomEffectsDesign, _ c: Int) -> ArraySlice<Double> {
    design.columns[(c * rows)..<((c + 1) * rows)]
  }

  private func checkZero(_ design: RandomEffectsDesign) throws(MixedModelError) {
    for (c, name) in design.names.enumerated() where column(design, c).allSatisfy({ $0 == 0 }) {
      throw .randomEffectIsZero(group: design.group, column: name)
    }
  }

  /// lme4's rule, for each block of correlated effects.
  private func checkCount(_ design: RandomEffectsDesign) throws(MixedModelError) {
    for block in design.blocks where block.count * design.levels.count >= rows {
      throw .tooManyRandomEffects(
        group: design.group, effects: block.count * design.levels.count, rows: rows)
    }
  }

  /// Columns of a block that depend on others of it, and columns of two blocks that are
  /// proportional.
  private func checkDependence(_ design: RandomEffectsDesign) throws(MixedModelError) {
    for block in design.blocks where block.count > 1 {
      let kept = keptColumns(block.map { column(design, $0) })
      guard kept.count < block.count else { continue }
      let dropped = block.first { !kept.contains($0 - block.lowerBound) } ?? block.lowerBound
      throw .randomEffectsDependent(
        group: design.group, column: design.names[dropped], others: "the columns before it")
    }
    for (index, block) in design.blocks.enumerated() {
      for (a, b) in pairs(block, design.blocks[..<index].joined()) {
        guard areProportional(column(design, a), column(design, b)) else { continue }
        throw .randomEffectsDependent(
          group: design.group, column: design.names[a], others: "\(design.names[b]) beside it")
      }
    }
  }

  /// Factors that divide the rows alike, with proportional columns.
  private func checkTwins() throws(MixedModelError) {
    for (index, second) in frame.random.enumerated() {
      for first in frame.random[..<index] where areSamePartition(first, second) {
        for (a, b) in pairs(second.names.indices, first.names.indices) {
          guard areProportional(column(second, a), column(first, b)) else { continue }
          throw .randomEffectsDependent(
            group: second.group, column: second.names[a],
            others: "\(first.names[b]) in \(first.group), which divides the rows alike")
        }
      }
    }
  }

  private func pairs(
    _ first: some Sequence<Int>, _ second: some Sequence<Int>
  ) -> [(Int, Int)] {
    first.flatMap { a in second.map { (a, $0) } }
  }

  private func areProportional(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Bool {
    keptColumns([a, b]).count < 2
  }

  private func keptColumns(_ columns: [ArraySlice<Double>]) -> [Int] {
    RankReduction.keptColumns(
      Matrix(rows: rows, columns: columns.count, columnMajor: columns.flatMap { $0 }),
      tolerance: Self.tolerance)
  }

  private func areSamePartition(_ a: RandomEffectsDesign, _ b: RandomEffectsDesign) -> Bool {
    guard a.levels.count == b.levels.count else { return false }
    var partner = [Int32](repeating: -1, count: a.levels.count)
    for (first, second) in zip(a.codes, b.codes) {
      if partner[Int(first)] < 0 { partner[Int(first)] = second }
      guard partner[Int(first)] == second else { return false }
    }
    return true
  }
}
