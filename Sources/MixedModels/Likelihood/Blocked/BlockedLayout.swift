/// Which elements of Omega are kept, and where: decided once, from the codes alone.
///
/// Terms whose levels each lie within one level of every later term of the *tree* never fill: they
/// are eliminated level by level, each level a small dense column block. All other terms make the
/// *corner*, one dense matrix together with X and y.
///
/// The rows of a level's block: its own k, those of its ancestors in the later tree terms, those
/// of the corner's levels that it occurs with, and X and y.
final class BlockedLayout: Sendable {
  /// One tree term: an object, since loops over its levels pass it on and on.
  final class Block: Sendable {
    /// The term of the model.
    let term: Int
    let width: Int
    let levelCount: Int
    /// The rows of all ancestors of a level.
    let ancestorRows: Int
    let ancestorCount: Int
    /// Where the block of each level begins among the values, and behind the last one.
    let valueStart: [Int]
    /// Where the corner rows of each level begin in `cornerRows` of the layout.
    let cornerStart: [Int]
    /// The level of each ancestor, `ancestorCount` per level.
    let ancestors: IndexBuffer
    /// For each ancestor in turn and each corner row of the level, the position of that row among
    /// the ancestor's corner rows.
    let positions: IndexBuffer
    /// Where the effects of this term begin among those of the tree.
    let effectStart: Int

    init(
      term: Int, width: Int, levelCount: Int, ancestorRows: Int, ancestorCount: Int,
      valueStart: [Int], cornerStart: [Int], ancestors: IndexBuffer, positions: IndexBuffer,
      effectStart: Int
    ) {
      self.term = term
      self.width = width
      self.levelCount = levelCount
      self.ancestorRows = ancestorRows
      self.ancestorCount = ancestorCount
      self.valueStart = valueStart
      self.cornerStart = cornerStart
      self.ancestors = ancestors
      self.positions = positions
      self.effectStart = effectStart
    }
  }

  /// One corner term.
  struct CornerTerm: Sendable {
    let term: Int
    let width: Int
    let levelCount: Int
    /// The first row of the corner that belongs to it.
    let start: Int
  }

  /// Levels of two corner terms that occur together: one k x k' face each.
  struct CornerPair: Sendable {
    let first: Int
    let second: Int
    /// The levels, one of each per face; second's rows stand below first's.
    let firstLevels: IndexBuffer
    let secondLevels: IndexBuffer
    let valueStart: Int
  }

  let terms: [TermShape]
  let responses: Int
  let blocks: [Block]
  let cornerRows: IndexBuffer
  let cornerTerms: [CornerTerm]
  let pairs: [CornerPair]
  let treeEffectCount: Int
  /// Random effects in the corner.
  let cornerEffectCount: Int
  let valueCount: Int
  let pairValueCount: Int

  var cornerOrder: Int { cornerEffectCount + responses }

  /// Rows of the column block of a level.
  @inline(__always)
  func stride(_ block: Block, _ level: Int) -> Int {
    block.width + block.ancestorRows + block.cornerStart[level + 1] - block.cornerStart[level]
      + responses
  }

  /// Notes for each corner term where its levels stand among the rows of a level's block, the
  /// corner's beginning at `first`.
  func markPlaces(_ block: Block, _ level: Int, _ first: Int, _ places: inout [[Int32]]) {
    var term = 0
    for index in block.cornerStart[level]..<block.cornerStart[level + 1] {
      let row = Int(cornerRows.base[index])
      while term + 1 < cornerTerms.count, row >= cornerTerms[term + 1].start { term += 1 }
      let corner = cornerTerms[term]
      let (code, effect) = (row - corner.start).quotientAndRemainder(dividingBy: corner.width)
      if effect == 0 { places[term][code] = Int32(first + index - block.cornerStart[level]) }
    }
  }

  init(terms: [TermShape], codes: [[Int32]], responses: Int) {
    let (tree, corner) = TermOrder.split(terms, codes)
    self.terms = terms
    self.responses = responses
    var builder = BlockedLayoutBuilder(
      terms: terms, codes: codes, responses: responses, tree: tree, corner: corner)
    builder.build()
    blocks = builder.blocks
    cornerRows = IndexBuffer(builder.cornerRows)
    cornerTerms = builder.cornerTerms
    pairs = builder.pairs
    treeEffectCount = builder.treeEffects
    cornerEffectCount = builder.cornerEffects
    valueCount = builder.valueCount
    pairValueCount = builder.pairValueCount
  }

  /// The same pattern with another number of columns in X and y together.
  init(_ other: BlockedLayout, responses: Int) {
    terms = other.terms
    self.responses = responses
    let change = responses - other.responses
    var shift = 0
    blocks = other.blocks.map { block in
      let starts = block.valueStart.enumerated().map { level, start in
        start + shift + level * change * block.width
      }
      shift += block.levelCount * change * block.width
      return Block(
        term: block.term, width: block.width, levelCount: block.levelCount,
        ancestorRows: block.ancestorRows, ancestorCount: block.ancestorCount, valueStart: starts,
        cornerStart: block.cornerStart, ancestors: block.ancestors, positions: block.positions,
        effectStart: block.effectStart)
    }
    cornerRows = other.cornerRows
    cornerTerms = other.cornerTerms
    pairs = other.pairs
    treeEffectCount = other.treeEffectCount
    cornerEffectCount = other.cornerEffectCount
    valueCount = other.valueCount + shift
    pairValueCount = other.pairValueCount
  }
}

/// The order in which terms are eliminated.
enum TermOrder {
  /// Terms of the tree, the one with most effects first, and the others, largest first.
  static func split(_ terms: [TermShape], _ codes: [[Int32]]) -> (tree: [Int], corner: [Int]) {
    let order = terms.indices.sorted {
      (terms[$0].effectCount, $1) > (terms[$1].effectCount, $0)
    }
    var tree: [Int] = []
    var corner: [Int] = []
    for term in order {
      let fits = tree.allSatisfy { isNested(codes[$0], terms[$0].levelCount, in: codes[term]) }
      if fits { tree.append(term) } else { corner.append(term) }
    }
    return (tree, corner)
  }

  /// Whether every level of one factor lies within one level of another.
  static func isNested(_ inner: [Int32], _ innerLevels: Int, in outer: [Int32]) -> Bool {
    var parent = [Int32](repeating: -1, count: innerLevels)
    for row in inner.indices {
      let level = Int(inner[row])
      if parent[level] < 0 { parent[level] = outer[row] }
      if parent[level] != outer[row] { return false }
    }
    return true
  }
}
