import Glibc
import Numerics

/// Penalised least squares of a model with several grouping factors: a Cholesky factor of Omega
/// in the places of a `BlockedLayout`.
final class BlockedFactor: PenalizedFactor {
  private(set) var data: BlockedProducts
  let layout: BlockedLayout
  let m: Int
  /// Lambda of every term of the model, k x k by columns.
  let lambda: [DoubleBuffer]
  /// L in the places of the data's values.
  let values: DoubleBuffer
  /// The corner of L with X and y: dense, lower.
  let corner: DoubleBuffer
  /// Selected elements of a weighted inverse, made where they are needed.
  lazy var inverseValues = DoubleBuffer(count: layout.valueCount)
  lazy var inverseCorner = DoubleBuffer(count: layout.cornerOrder * layout.cornerOrder)
  let scratch: DoubleBuffer

  init(_ data: BlockedProducts) {
    self.data = data
    layout = data.layout
    m = layout.responses
    lambda = layout.terms.map { DoubleBuffer(count: $0.width * $0.width) }
    values = DoubleBuffer(count: layout.valueCount)
    corner = DoubleBuffer(count: layout.cornerOrder * layout.cornerOrder)
    let widest = layout.terms.map(\.width).max() ?? 1
    let longest =
      layout.blocks.flatMap { block in
        (0..<block.levelCount).map { data.layout.stride(block, $0) }
      }.max() ?? 1
    scratch = DoubleBuffer(count: 6 * widest * widest + 4 * longest * widest)
  }

  /// Takes other data of the same shape.
  func replaceData(_ data: BlockedProducts) {
    precondition(
      data.values.count == self.data.values.count && data.layout.responses == m,
      "data of another shape")
    self.data = data
  }

  var order: Int { layout.cornerOrder }
  var cornerEffects: Int { layout.cornerEffectCount }

  var responseFactor: MutableMatrixView {
    corner.view(rows: order, columns: order)
      .block(rows: cornerEffects..<order, columns: cornerEffects..<order)
  }

  func factor(_ theta: [Double]) throws -> FactorSums {
    setLambda(theta)
    let logarithm = try factor()
    var fixed = 0.0
    for row in cornerEffects..<(order - 1) { fixed += 2 * log(corner.base[row * (order + 1)]) }
    let root = corner.base[order * order - 1]
    return FactorSums(
      logDeterminantRandom: logarithm, logDeterminantFixed: fixed, residual: root * root)
  }

  /// Factors Omega at the Lambda that is set; without X and y where the layout has none.
  /// - Returns: the log determinant of the random effects' part.
  func factor() throws -> Double {
    scaleCorner()
    for block in layout.blocks { scale(block) }
    var logarithm = 0.0
    for position in layout.blocks.indices { logarithm += try eliminate(position) }
    guard order > 0 else { return logarithm }
    do {
      try corner.view(rows: order, columns: order).factorCholesky()
    } catch LinearAlgebraError.notPositiveDefinite(let failed) where failed < order {
      throw MixedModelError.designNotOfFullRank
    } catch { throw MixedModelError.perfectFit }
    for row in 0..<cornerEffects { logarithm += 2 * log(corner.base[row * (order + 1)]) }
    return logarithm
  }

  func setLambda(_ theta: [Double]) {
    for (term, target) in zip(layout.terms, lambda) {
      target.clear()
      for (index, place) in term.free.enumerated() {
        target.base[place.row + place.column * term.width] = theta[term.thetaStart + index]
      }
    }
  }

  /// Puts the scaled cross-products of the corner in place: Lambda'A Lambda + I, lower triangle.
  private func scaleCorner() {
    let order = self.order
    corner.clear()
    for (term, faces) in zip(layout.cornerTerms, data.cornerFaces) {
      let (k, l) = (term.width, lambda[term.term].base)
      for level in 0..<term.levelCount {
        let first = term.start + level * k
        let target = corner.base + first * (order + 1)
        scaleFace(faces.base + level * k * k, k, k, l, k, l, into: target, order)
        for i in 0..<k { target[i * (order + 1)] += 1 }
        for i in 0..<k {
          let response = corner.base + (first + i) * order + cornerEffects
          for c in 0..<m {
            var sum = 0.0
            for j in 0..<k { sum += data.cornerCrosses.base[(first + j) * m + c] * l[j + i * k] }
            response[c] = sum
          }
        }
      }
    }
    for pair in layout.pairs {
      let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
      let (la, lb) = (lambda[a.term].base, lambda[b.term].base)
      let size = a.width * b.width
      for face in 0..<pair.firstLevels.count {
        let row = b.start + Int(pair.secondLevels.base[face]) * b.width
        let column = a.start + Int(pair.firstLevels.base[face]) * a.width
        scaleFace(
          data.pairFaces.base + pair.valueStart + face * size, b.width, b.width, lb, a.width, la,
          into: corner.base + row + column * order, order)
      }
    }
    for c in 0..<m {
      let target = corner.base + (cornerEffects + c) * order + cornerEffects
      for r in c..<m { target[r] = data.products.base[r + c * m] }
    }
  }

  /// target = left' source right of a face: rows of `source` are `stride` apart by columns.
  @inline(__always)
  private func scaleFace(
    _ source: UnsafePointer<Double>, _ stride: Int, _ rows: Int, _ left: UnsafePointer<Double>,
    _ columns: Int, _ right: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>,
    _ targetStride: Int
  ) {
    if rows == 1, columns == 1 {
      target[0] = left[0] * source[0] * right[0]
      return
    }
    let product = scratch.base
    for c in 0..<columns {
      for r in 0..<rows { product[r + c * rows] = 0 }
      for d in 0..<columns {
        let factor = right[d + c * columns]
        for r in 0..<rows { product[r + c * rows] += source[r + d * stride] * factor }
      }
    }
    for c in 0..<columns {
      for r in 0..<rows {
        var sum = 0.0
        for q in 0..<rows { sum += left[q + r * rows] * product[q + c * rows] }
        target[r + c * targetStride] = sum
      }
    }
  }

  /// Puts the scaled cross-products of a tree term in place.
  private func scale(_ block: BlockedLayout.Block) {
    let (k, l) = (block.width, lambda[block.term].base)
    let later = layout.blocks.drop { $0.effectStart <= block.effectStart }
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let source = data.values.base + block.valueStart[level]
      let target = values.base + block.valueStart[level]
      scaleFace(source, stride, k, l, k, l, into: target, stride)
      for i in 0..<k { target[i * (stride + 1)] += 1 }
      var row = k
      for ancestor in later {
        scaleFace(
          source + row, stride, ancestor.width, lambda[ancestor.term].base, k, l,
          into: target + row, stride)
        row += ancestor.width
      }
      var index = block.cornerStart[level]
      for corner in layout.cornerTerms {
        let (end, width) = (corner.start + corner.width * corner.levelCount, corner.width)
        let left = lambda[corner.term].base
        while index < block.cornerStart[level + 1], layout.cornerRows.base[index] < end {
          scaleFace(source + row, stride, width, left, k, l, into: target + row, stride)
          row += width
          index += width
        }
      }
      for i in 0..<k {
        for c in 0..<m {
          var sum = 0.0
          for j in 0..<k { sum += source[row + c + j * stride] * l[j + i * k] }
          target[row + c + i * stride] = sum
        }
      }
    }
  }

  /// Factors the column blocks of a tree term and subtracts their products from what follows:
  /// twice the sum of the log diagonal.
  private func eliminate(_ position: Int) throws -> Double {
    let block = layout.blocks[position]
    let k = block.width
    var logarithm = 0.0
    var determinant = 1.0
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let base = values.base + block.valueStart[level]
      if k == 1 {
        guard base[0] > 0, base[0] < .infinity else { throw MixedModelError.perfectFit }
        determinant *= base[0]
        base[0] = base[0].squareRoot()
        let inverse = 1 / base[0]
        for row in 1..<stride { base[row] *= inverse }
      } else {
        try factorBlock(base, stride, k)
        for i in 0..<k { determinant *= base[i * (stride + 1)] * base[i * (stride + 1)] }
      }
      if determinant > 1e140 || determinant < 1e-140 {
        logarithm += log(determinant)
        determinant = 1
      }
      subtract(position, level, base, stride)
    }
    return logarithm + log(determinant)
  }

  /// Cholesky of the own k rows, and the rows below times inverse(L)'.
  private func factorBlock(
    _ base: UnsafeMutablePointer<Double>, _ stride: Int, _ k: Int
  ) throws {
    for j in 0..<k {
      let column = base + j * stride
      for l in 0..<j {
        let earlier = base + l * stride
        let factor = earlier[j]
        for row in j..<stride { column[row] -= factor * earlier[row] }
      }
      guard column[j] > 0, column[j] < .infinity else { throw MixedModelError.perfectFit }
      let root = column[j].squareRoot()
      let inverse = 1 / root
      for row in (j + 1)..<stride { column[row] *= inverse }
      column[j] = root
    }
  }

  /// Subtracts L_R L_R' of a level from its ancestors and the corner.
  private func subtract(
    _ position: Int, _ level: Int, _ base: UnsafePointer<Double>, _ stride: Int
  ) {
    let block = layout.blocks[position]
    let k = block.width
    let cornerFirst = k + block.ancestorRows
    let cornerCount = block.cornerStart[level + 1] - block.cornerStart[level]
    if block.ancestorCount > 0 { subtractFromAncestors(position, level, base, stride) }
    let rows = layout.cornerRows.base + block.cornerStart[level]
    let order = self.order
    for j in 0..<k {
      let column = base + j * stride + cornerFirst
      for c in 0..<cornerCount {
        let factor = column[c]
        let target = corner.base + Int(rows[c]) * order
        for r in c..<cornerCount { target[Int(rows[r])] -= factor * column[r] }
        let response = target + cornerEffects
        for r in 0..<m { response[r] -= factor * column[cornerCount + r] }
      }
      let last = column + cornerCount
      for c in 0..<m {
        let factor = last[c]
        let target = corner.base + (cornerEffects + c) * order + cornerEffects
        for r in c..<m { target[r] -= factor * last[r] }
      }
    }
  }

  private func subtractFromAncestors(
    _ position: Int, _ level: Int, _ base: UnsafePointer<Double>, _ stride: Int
  ) {
    let block = layout.blocks[position]
    let k = block.width
    let cornerCount = block.cornerStart[level + 1] - block.cornerStart[level]
    let responseRow = k + block.ancestorRows + cornerCount
    var row = k
    for index in 0..<block.ancestorCount {
      let ancestor = layout.blocks[position + 1 + index]
      let node = Int(block.ancestors.base[level * block.ancestorCount + index])
      let length = layout.stride(ancestor, node)
      let target = values.base + ancestor.valueStart[node]
      let places = positions(block, level, index)
      let below = row + ancestor.width
      for j in 0..<k {
        let column = base + j * stride
        for c in 0..<ancestor.width {
          let factor = column[row + c]
          let place = target + c * length
          for r in 0..<ancestor.width { place[r] -= factor * column[row + r] }
          for r in below..<(k + block.ancestorRows) {
            place[ancestor.width + r - below] -= factor * column[r]
          }
          let cornerPlace = place + ancestor.width + ancestor.ancestorRows
          for r in 0..<cornerCount {
            cornerPlace[Int(places[r])] -= factor * column[k + block.ancestorRows + r]
          }
          let response = place + length - m
          for r in 0..<m { response[r] -= factor * column[responseRow + r] }
        }
      }
      row = below
    }
  }

  /// Where the corner rows of a level stand among those of one of its ancestors.
  @inline(__always)
  func positions(
    _ block: BlockedLayout.Block, _ level: Int, _ ancestor: Int
  ) -> UnsafePointer<Int32> {
    let before = block.cornerStart[level] - block.cornerStart[0]
    let count = block.cornerStart[level + 1] - block.cornerStart[level]
    return UnsafePointer(block.positions.base + before * block.ancestorCount + ancestor * count)
  }
}
