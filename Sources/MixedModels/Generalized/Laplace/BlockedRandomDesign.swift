import Numerics

/// Z of a generalised model with several grouping factors, and where the products of each row
/// belong in a `BlockedLayout` without X and y: found once, for sums with ever other weights.
final class BlockedRandomDesign: Sendable {
  /// The columns of one term.
  struct Term: Sendable {
    let width: Int
    /// The first of its columns in Z.
    let firstColumn: Int
    /// Where its effects begin in a `BlockedVectors` column.
    let effectStart: Int
    let codes: IndexBuffer
  }

  /// Where each row's face begins in a buffer, and the distance between the columns of a face.
  struct Places: Sendable {
    let first: IndexBuffer
    /// Of each row; nil where all have `stride`.
    let strides: IndexBuffer?
    let stride: Int
  }

  /// The products of the columns of two terms, or of one term with themselves: a face per row.
  struct Face: Sendable {
    let rows: Term
    let columns: Term
    let isDiagonal: Bool
    /// Among the products.
    let places: Places
    /// In the selected inverse.
    let inversePlaces: Places
  }

  let rowCount: Int
  let columnCount: Int
  let columns: DoubleBuffer
  let layout: BlockedLayout
  let terms: [Term]
  /// Faces whose columns belong to a tree term.
  let treeFaces: [Face]
  /// Of each corner term.
  let cornerFaces: [Face]
  /// Of pairs of corner terms, the second's effects being the rows.
  let pairFaces: [Face]

  init(_ problem: GeneralizedProblem) {
    let rows = problem.rows
    rowCount = rows.rowCount
    columnCount = rows.columnCount - rows.responseColumns
    columns = problem.randomDesign
    layout = BlockedLayout(terms: rows.terms, codes: rows.codes, responses: 0)
    let layout = layout
    terms = rows.terms.indices.map {
      Term(
        width: rows.terms[$0].width, firstColumn: rows.firstColumn[$0],
        effectStart: layout.effectStart(ofTerm: $0), codes: IndexBuffer(rows.codes[$0]))
    }
    let builder = FaceBuilder(layout: layout, rows: rows, terms: terms)
    treeFaces = layout.blocks.indices.flatMap { builder.treeFaces($0) }
    cornerFaces = layout.cornerTerms.map { builder.cornerFace($0) }
    pairFaces = layout.pairs.map { builder.pairFace($0) }
  }
}

/// Finds the places of the faces of a `BlockedRandomDesign`.
private struct FaceBuilder {
  let layout: BlockedLayout
  let rows: ModelRows
  let terms: [BlockedRandomDesign.Term]

  /// The own face of a tree term, then those of its ancestors and of the corner terms.
  func treeFaces(_ position: Int) -> [BlockedRandomDesign.Face] {
    let block = layout.blocks[position]
    let own = terms[block.term]
    let codes = rows.codes[block.term]
    let strides =
      block.width == 1
      ? nil : IndexBuffer(codes.map { Int32(layout.stride(block, Int($0))) })
    func face(_ term: Int, _ first: [Int32]) -> BlockedRandomDesign.Face {
      let places = BlockedRandomDesign.Places(
        first: IndexBuffer(first), strides: strides, stride: 0)
      return .init(
        rows: terms[term], columns: own, isDiagonal: term == block.term, places: places,
        inversePlaces: places)
    }
    let starts = codes.map { Int32(block.valueStart[Int($0)]) }
    var result = [face(block.term, starts)]
    var below = Int32(block.width)
    for ancestor in layout.blocks[(position + 1)...] {
      result.append(face(ancestor.term, starts.map { $0 + below }))
      below += Int32(ancestor.width)
    }
    for (index, first) in cornerPlaces(block, starts).enumerated() {
      result.append(face(layout.cornerTerms[index].term, first))
    }
    return result
  }

  /// For each corner term, where its face with a tree term begins in each row.
  private func cornerPlaces(_ block: BlockedLayout.Block, _ starts: [Int32]) -> [[Int32]] {
    let (order, start) = BlockedLayoutBuilder.rowsByLevel(rows.codes[block.term], block.levelCount)
    var places = layout.cornerTerms.map { [Int32](repeating: 0, count: $0.levelCount) }
    var result = layout.cornerTerms.map { _ in starts }
    for level in 0..<block.levelCount {
      layout.markPlaces(block, level, block.width + block.ancestorRows, &places)
      for row in order[start[level]..<start[level + 1]] {
        for (index, corner) in layout.cornerTerms.enumerated() {
          result[index][Int(row)] += places[index][Int(rows.codes[corner.term][Int(row)])]
        }
      }
    }
    return result
  }

  func cornerFace(_ corner: BlockedLayout.CornerTerm) -> BlockedRandomDesign.Face {
    let size = Int32(corner.width * corner.width)
    let first = rows.codes[corner.term].map { $0 * size }
    return .init(
      rows: terms[corner.term], columns: terms[corner.term], isDiagonal: true,
      places: .init(first: IndexBuffer(first), strides: nil, stride: corner.width),
      inversePlaces: inversePlaces(corner, corner))
  }

  func pairFace(_ pair: BlockedLayout.CornerPair) -> BlockedRandomDesign.Face {
    let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
    let (order, start) = BlockedLayoutBuilder.rowsByLevel(rows.codes[a.term], a.levelCount)
    var place = [Int32](repeating: 0, count: b.levelCount)
    var first = [Int32](repeating: 0, count: rows.rowCount)
    var face = 0
    for level in 0..<a.levelCount {
      while face < pair.firstLevels.count, pair.firstLevels.base[face] == Int32(level) {
        place[Int(pair.secondLevels.base[face])] = Int32(pair.valueStart + face * a.width * b.width)
        face += 1
      }
      for row in order[start[level]..<start[level + 1]] {
        first[Int(row)] = place[Int(rows.codes[b.term][Int(row)])]
      }
    }
    return .init(
      rows: terms[b.term], columns: terms[a.term], isDiagonal: false,
      places: .init(first: IndexBuffer(first), strides: nil, stride: b.width),
      inversePlaces: inversePlaces(b, a))
  }

  /// Where the faces of two corner terms, or of one, stand in the dense corner.
  private func inversePlaces(
    _ row: BlockedLayout.CornerTerm, _ column: BlockedLayout.CornerTerm
  ) -> BlockedRandomDesign.Places {
    let order = layout.cornerOrder
    let first = zip(rows.codes[row.term], rows.codes[column.term]).map { lower, right in
      let place = row.start + Int(lower) * row.width
      return Int32(place + (column.start + Int(right) * column.width) * order)
    }
    return .init(first: IndexBuffer(first), strides: nil, stride: order)
  }
}
