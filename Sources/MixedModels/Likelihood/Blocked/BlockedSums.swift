import Numerics

/// Sums over the rows of a model into the places of a blocked layout.
struct BlockedSums {
  let rows: ModelRows
  let columns: UnsafePointer<Double>
  let layout: BlockedLayout

  /// X and y.
  var xy: UnsafePointer<Double> { columns + (rows.columnCount - rows.responseColumns) * n }
  private var n: Int { rows.rowCount }
  private var m: Int { layout.responses }

  private func z(_ term: Int, _ column: Int) -> UnsafePointer<Double> {
    columns + (rows.firstColumn[term] + column) * n
  }

  /// Adds the column blocks of every level of a tree term.
  func addBlock(_ position: Int, to values: UnsafeMutablePointer<Double>) {
    let block = layout.blocks[position]
    let later = layout.blocks[(position + 1)...]
    let (order, start) = BlockedLayoutBuilder.rowsByLevel(rows.codes[block.term], block.levelCount)
    // Where each level of a corner term stands among the rows of the level at hand.
    var places = layout.cornerTerms.map { [Int32](repeating: 0, count: $0.levelCount) }
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let first = block.width + block.ancestorRows
      layout.markPlaces(block, level, first, &places)
      for row in order[start[level]..<start[level + 1]] {
        let i = Int(row)
        for column in 0..<block.width {
          let target = values + block.valueStart[level] + column * stride
          let value = z(block.term, column)[i]
          for a in 0..<block.width { target[a] += value * z(block.term, a)[i] }
          var place = block.width
          for ancestor in later {
            for a in 0..<ancestor.width { target[place + a] += value * z(ancestor.term, a)[i] }
            place += ancestor.width
          }
          for (index, corner) in layout.cornerTerms.enumerated() {
            let place = Int(places[index][Int(rows.codes[corner.term][i])])
            for a in 0..<corner.width { target[place + a] += value * z(corner.term, a)[i] }
          }
          let response = target + stride - m
          for c in 0..<m { response[c] += value * xy[c * n + i] }
        }
      }
    }
  }

  /// Adds Z'Z of every level of a corner term, and [X y]'Z.
  func addCorner(
    _ position: Int, faces: UnsafeMutablePointer<Double>, crosses: UnsafeMutablePointer<Double>
  ) {
    let corner = layout.cornerTerms[position]
    let k = corner.width
    rows.codes[corner.term].withUnsafeBufferPointer { codes in
      let sums = RowSums(rowCount: n, codes: codes)
      for a in 0..<k {
        for b in 0..<k {
          sums.add(z(corner.term, a), z(corner.term, b), to: faces + a + b * k, stride: k * k)
        }
        for c in 0..<m {
          let target = crosses + (corner.start + a) * m + c
          sums.add(z(corner.term, a), xy + c * n, to: target, stride: k * m)
        }
      }
    }
  }

  /// Adds Z_second'Z_first of the levels of two corner terms that occur together.
  func addPair(_ pair: BlockedLayout.CornerPair, to faces: UnsafeMutablePointer<Double>) {
    let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
    let (order, start) = BlockedLayoutBuilder.rowsByLevel(rows.codes[a.term], a.levelCount)
    var place = [Int](repeating: 0, count: b.levelCount)
    let size = a.width * b.width
    var face = 0
    for level in 0..<a.levelCount {
      while face < pair.firstLevels.count, pair.firstLevels.base[face] == Int32(level) {
        place[Int(pair.secondLevels.base[face])] = pair.valueStart + face * size
        face += 1
      }
      for row in order[start[level]..<start[level + 1]] {
        let i = Int(row)
        let target = faces + place[Int(rows.codes[b.term][i])]
        for c in 0..<a.width {
          for r in 0..<b.width { target[r + c * b.width] += z(b.term, r)[i] * z(a.term, c)[i] }
        }
      }
    }
  }

  /// Puts Z'y of another response into the blocks of a tree term.
  func replaceResponse(
    _ position: Int, _ response: UnsafePointer<Double>, in values: UnsafeMutablePointer<Double>
  ) {
    let block = layout.blocks[position]
    for column in 0..<block.width {
      let sums = levelSums(block.term, column, response)
      for level in 0..<block.levelCount {
        let stride = layout.stride(block, level)
        values[block.valueStart[level] + (column + 1) * stride - 1] = sums[level]
      }
    }
  }

  func replaceCornerResponse(
    _ position: Int, _ response: UnsafePointer<Double>, in crosses: UnsafeMutablePointer<Double>
  ) {
    let corner = layout.cornerTerms[position]
    for column in 0..<corner.width {
      let sums = levelSums(corner.term, column, response)
      for level in 0..<corner.levelCount {
        crosses[(corner.start + level * corner.width + column + 1) * m - 1] = sums[level]
      }
    }
  }

  /// Z'y of one column for every level of a term.
  private func levelSums(
    _ term: Int, _ column: Int, _ response: UnsafePointer<Double>
  ) -> [Double] {
    let codes = rows.codes[term]
    let z = z(term, column)
    var sums = [Double](repeating: 0, count: layout.terms[term].levelCount)
    for i in 0..<n { sums[Int(codes[i])] += z[i] * response[i] }
    return sums
  }
}
