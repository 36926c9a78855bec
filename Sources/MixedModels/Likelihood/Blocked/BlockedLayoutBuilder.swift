/// Finds the pattern of Omega.
struct BlockedLayoutBuilder {
  let terms: [TermShape]
  let codes: [[Int32]]
  let responses: Int
  let tree: [Int]
  let corner: [Int]

  private(set) var blocks: [BlockedLayout.Block] = []
  private(set) var cornerRows: [Int32] = []
  private(set) var cornerTerms: [BlockedLayout.CornerTerm] = []
  private(set) var pairs: [BlockedLayout.CornerPair] = []
  private(set) var treeEffects = 0
  private(set) var cornerEffects = 0
  private(set) var valueCount = 0
  private(set) var pairValueCount = 0

  init(
    terms: [TermShape], codes: [[Int32]], responses: Int, tree: [Int], corner: [Int]
  ) {
    self.terms = terms
    self.codes = codes
    self.responses = responses
    self.tree = tree
    self.corner = corner
  }

  mutating func build() {
    for term in corner {
      cornerTerms.append(
        .init(
          term: term, width: terms[term].width, levelCount: terms[term].levelCount,
          start: cornerEffects))
      cornerEffects += terms[term].effectCount
    }
    var cornerStarts: [[Int]] = []
    for position in tree.indices { cornerStarts.append(findCornerRows(position)) }
    for position in tree.indices { addBlock(position, cornerStarts) }
    for first in corner.indices {
      for second in (first + 1)..<max(corner.count, first + 1) { addPair(first, second) }
    }
  }

  /// Rows ordered by the level of a term, and where each level begins.
  static func rowsByLevel(_ codes: [Int32], _ levels: Int) -> (rows: [Int32], start: [Int]) {
    var start = [Int](repeating: 0, count: levels + 1)
    for code in codes { start[Int(code) + 1] += 1 }
    for level in 0..<levels { start[level + 1] += start[level] }
    var next = start
    var rows = [Int32](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      rows[next[Int(code)]] = Int32(row)
      next[Int(code)] += 1
    }
    return (rows, start)
  }

  /// Appends the corner rows of every level of a tree term; where each level's begin.
  private mutating func findCornerRows(_ position: Int) -> [Int] {
    let term = terms[tree[position]]
    let (rows, start) = Self.rowsByLevel(codes[tree[position]], term.levelCount)
    var marks = cornerTerms.map { [Int32](repeating: -1, count: $0.levelCount) }
    var result = [cornerRows.count]
    var found: [Int32] = []
    for level in 0..<term.levelCount {
      for (index, other) in cornerTerms.enumerated() {
        found.removeAll(keepingCapacity: true)
        for row in rows[start[level]..<start[level + 1]] {
          let code = codes[other.term][Int(row)]
          if marks[index][Int(code)] != Int32(level) {
            marks[index][Int(code)] = Int32(level)
            found.append(code)
          }
        }
        found.sort()
        for code in found {
          let first = Int32(other.start) + code * Int32(other.width)
          for effect in 0..<other.width { cornerRows.append(first + Int32(effect)) }
        }
      }
      result.append(cornerRows.count)
    }
    return result
  }

  private mutating func addBlock(_ position: Int, _ cornerStarts: [[Int]]) {
    let term = terms[tree[position]]
    let later = Array(tree[(position + 1)...])
    let ancestorRows = later.reduce(0) { $0 + terms[$1].width }
    let starts = cornerStarts[position]
    var valueStart = [valueCount]
    for level in 0..<term.levelCount {
      let rows = term.width + ancestorRows + starts[level + 1] - starts[level] + responses
      valueCount += rows * term.width
      valueStart.append(valueCount)
    }
    var ancestors = [Int32](repeating: 0, count: term.levelCount * later.count)
    for (row, code) in codes[tree[position]].enumerated() {
      for (index, other) in later.enumerated() {
        ancestors[Int(code) * later.count + index] = codes[other][row]
      }
    }
    blocks.append(
      .init(
        term: tree[position], width: term.width, levelCount: term.levelCount,
        ancestorRows: ancestorRows, ancestorCount: later.count, valueStart: valueStart,
        cornerStart: starts, ancestors: IndexBuffer(ancestors),
        positions: IndexBuffer(positions(position, later.count, ancestors, cornerStarts)),
        effectStart: treeEffects))
    treeEffects += term.effectCount
  }

  /// Where the corner rows of each level stand among those of its ancestors.
  private func positions(
    _ position: Int, _ count: Int, _ ancestors: [Int32], _ cornerStarts: [[Int]]
  ) -> [Int32] {
    var result: [Int32] = []
    let starts = cornerStarts[position]
    for level in 0..<terms[tree[position]].levelCount {
      for index in 0..<count {
        let ancestor = Int(ancestors[level * count + index])
        let above = cornerStarts[position + 1 + index]
        var place = above[ancestor]
        for row in cornerRows[starts[level]..<starts[level + 1]] {
          while cornerRows[place] < row { place += 1 }
          result.append(Int32(place - above[ancestor]))
        }
      }
    }
    return result
  }

  private mutating func addPair(_ first: Int, _ second: Int) {
    let (a, b) = (cornerTerms[first], cornerTerms[second])
    let (rows, start) = Self.rowsByLevel(codes[a.term], a.levelCount)
    var mark = [Int32](repeating: -1, count: b.levelCount)
    var firstLevels: [Int32] = []
    var secondLevels: [Int32] = []
    for level in 0..<a.levelCount {
      let begin = secondLevels.count
      for row in rows[start[level]..<start[level + 1]] {
        let code = codes[b.term][Int(row)]
        if mark[Int(code)] != Int32(level) {
          mark[Int(code)] = Int32(level)
          secondLevels.append(code)
          firstLevels.append(Int32(level))
        }
      }
      secondLevels[begin...].sort()
    }
    pairs.append(
      .init(
        first: first, second: second, firstLevels: IndexBuffer(firstLevels),
        secondLevels: IndexBuffer(secondLevels), valueStart: pairValueCount))
    pairValueCount += firstLevels.count * a.width * b.width
  }
}
