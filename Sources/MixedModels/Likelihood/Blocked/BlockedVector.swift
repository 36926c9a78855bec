/// Columns with one element per random effect, tree terms first, then the corner with X.
final class BlockedVectors {
  let count: Int
  /// By columns: tree effects, corner effects, then m entries for X and y.
  let values: DoubleBuffer
  let length: Int

  init(_ layout: BlockedLayout, count: Int) {
    self.count = count
    length = layout.treeEffectCount + layout.cornerOrder
    values = DoubleBuffer(count: length * count)
  }

  @inline(__always)
  func column(_ index: Int) -> UnsafeMutablePointer<Double> { values.base + index * length }
}

extension BlockedLayout {
  /// Where the effects of a term of the model begin in a `BlockedVectors` column.
  func effectStart(ofTerm term: Int) -> Int {
    if let block = blocks.first(where: { $0.term == term }) { return block.effectStart }
    guard let corner = cornerTerms.first(where: { $0.term == term }) else { return 0 }
    return treeEffectCount + corner.start
  }
}
