import Numerics

/// The selected inverse: elements of S = inverse(L)' W inverse(L) on the pattern of Omega.
///
/// Takahashi, Fagan and Chen (1973): S of a column block follows from S of its rows, which lie on
/// the pattern because the rows of a block all meet in one of its ancestors or in the corner. No
/// dense inverse of a leading block is ever formed.
extension BlockedFactor {
  /// Fills `inverseCorner`, lower triangle, and `inverseValues`.
  func selectInverse(_ weights: ResponseWeights) {
    invertCorner(weights)
    for position in layout.blocks.indices.reversed() {
      for level in 0..<layout.blocks[position].levelCount { selectInverse(position, level) }
    }
  }

  private func invertCorner(_ weights: ResponseWeights) {
    let order = self.order
    guard order > 0 else { return }
    inverseCorner.base.update(from: corner.base, count: order * order)
    let target = inverseCorner.view(rows: order, columns: order)
    target.invertCholesky()
    guard m > 0 else { return }
    // The rows of X and y weigh other than 1: add (w - 1) times the products of their rows of
    // inverse(L).
    var roots = Matrix(rows: order, columns: m)
    for c in 0..<m { roots[cornerEffects + c, c] = 1 }
    roots.withMutableView {
      $0.solve(corner.view(rows: order, columns: order).view, .lower, transposed: true)
      let all = 0..<order
      if weights.fixed != 1, m > 1 {
        target.rankUpdate($0.block(rows: all, columns: 0..<(m - 1)).view, scale: weights.fixed - 1)
      }
      target.rankUpdate($0.block(rows: all, columns: (m - 1)..<m).view, scale: weights.response - 1)
    }
  }

  private func selectInverse(_ position: Int, _ level: Int) {
    let block = layout.blocks[position]
    let k = block.width
    let stride = layout.stride(block, level)
    let below = stride - k
    let factor = values.base + block.valueStart[level]
    let target = inverseValues.base + block.valueStart[level]
    // Y = L_R inverse(L_vv), below x k.
    let y = scratch.base + 6 * k * k
    for j in (0..<k).reversed() {
      let column = y + j * below
      let source = factor + j * stride + k
      for r in 0..<below { column[r] = source[r] }
      for l in (j + 1)..<max(k, j + 1) {
        let weight = factor[l + j * stride]
        let other = y + l * below
        for r in 0..<below { column[r] -= weight * other[r] }
      }
      let inverse = 1 / factor[j * (stride + 1)]
      for r in 0..<below { column[r] *= inverse }
    }
    // S_Rv = -S_RR Y.
    for j in 0..<k {
      let image = target + j * stride + k
      for r in 0..<below { image[r] = 0 }
      multiplySelected(position, level, y + j * below, into: image)
      for r in 0..<below { image[r].negate() }
    }
    // S_vv = inverse(L_vv)' inverse(L_vv) - Y' S_Rv.
    let inverse = scratch.base
    invertLower(factor, stride, k, into: inverse)
    for j in 0..<k {
      for i in 0..<k {
        var sum = 0.0
        for l in max(i, j)..<k { sum += inverse[l + i * k] * inverse[l + j * k] }
        let image = target + j * stride + k
        for r in 0..<below { sum -= y[r + i * below] * image[r] }
        target[i + j * stride] = sum
      }
    }
  }

  private func invertLower(
    _ lower: UnsafePointer<Double>, _ stride: Int, _ k: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    for j in 0..<k {
      for i in 0..<k {
        guard i >= j else {
          target[i + j * k] = 0
          continue
        }
        var sum = i == j ? 1.0 : 0.0
        for l in j..<max(i, j) { sum -= lower[i + l * stride] * target[l + j * k] }
        target[i + j * k] = sum / lower[i * (stride + 1)]
      }
    }
  }

  /// target += S_RR y for the rows R below a level's own.
  private func multiplySelected(
    _ position: Int, _ level: Int, _ y: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let block = layout.blocks[position]
    let cornerCount = block.cornerStart[level + 1] - block.cornerStart[level]
    let first = block.ancestorRows
    let rows = layout.cornerRows.base + block.cornerStart[level]
    let order = self.order
    for c in 0..<cornerCount {
      let column = inverseCorner.base + Int(rows[c]) * order
      let (own, value) = (column[Int(rows[c])], y[first + c])
      var sum = own * value
      for r in (c + 1)..<max(cornerCount, c + 1) {
        let element = column[Int(rows[r])]
        target[first + r] += element * value
        sum += element * y[first + r]
      }
      for r in 0..<m {
        let element = column[cornerEffects + r]
        target[first + cornerCount + r] += element * value
        sum += element * y[first + cornerCount + r]
      }
      target[first + c] += sum
    }
    let responses = first + cornerCount
    for c in 0..<m {
      let column = inverseCorner.base + (cornerEffects + c) * order + cornerEffects
      target[responses + c] += column[c] * y[responses + c]
      for r in (c + 1)..<max(m, c + 1) {
        target[responses + r] += column[r] * y[responses + c]
        target[responses + c] += column[r] * y[responses + r]
      }
    }
    if block.ancestorCount > 0 {
      multiplyAncestors(position, level, cornerCount, y, into: target)
    }
  }

  private func multiplyAncestors(
    _ position: Int, _ level: Int, _ cornerCount: Int, _ y: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let block = layout.blocks[position]
    var row = 0
    for index in 0..<block.ancestorCount {
      let ancestor = layout.blocks[position + 1 + index]
      let node = Int(block.ancestors.base[level * block.ancestorCount + index])
      let length = layout.stride(ancestor, node)
      let places = positions(block, level, index)
      let below = row + ancestor.width
      for c in 0..<ancestor.width {
        let source = inverseValues.base + ancestor.valueStart[node] + c * length
        let value = y[row + c]
        var sum = 0.0
        for r in 0..<ancestor.width { sum += source[r] * y[row + r] }
        func both(_ element: Double, _ r: Int) {
          target[r] += element * value
          sum += element * y[r]
        }
        for r in below..<max(block.ancestorRows, below) {
          both(source[ancestor.width + r - below], r)
        }
        let corner = source + ancestor.width + ancestor.ancestorRows
        for r in 0..<cornerCount { both(corner[Int(places[r])], block.ancestorRows + r) }
        for r in 0..<m { both(source[length - m + r], block.ancestorRows + cornerCount + r) }
        target[row + c] += sum
      }
      row = below
    }
  }

  /// d(deviance)/d(Lambda_b) = 2 sum over r of A_rb' Lambda_r S_rb.
  func lambdaGradients(_ weights: ResponseWeights) -> [[Double]] {
    selectInverse(weights)
    return lambdaGradients()
  }

  /// The same from the inverse that is selected.
  func lambdaGradients() -> [[Double]] {
    var result = layout.terms.map { [Double](repeating: 0, count: $0.width * $0.width) }
    for position in layout.blocks.indices { addBlockGradient(position, to: &result) }
    addCornerGradient(to: &result)
    for term in result.indices { for i in result[term].indices { result[term][i] *= 2 } }
    return result
  }

  private func addBlockGradient(_ position: Int, to result: inout [[Double]]) {
    let block = layout.blocks[position]
    let k = block.width
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let a = data.values.base + block.valueStart[level]
      let s = inverseValues.base + block.valueStart[level]
      addSquare(a, stride, s, stride, block.term, to: &result)
      var row = k
      for ancestor in layout.blocks[(position + 1)...] {
        addFace(a + row, stride, s + row, stride, ancestor.term, block.term, to: &result)
        row += ancestor.width
      }
      var index = block.cornerStart[level]
      for corner in layout.cornerTerms {
        let end = corner.start + corner.width * corner.levelCount
        while index < block.cornerStart[level + 1], layout.cornerRows.base[index] < end {
          addFace(a + row, stride, s + row, stride, corner.term, block.term, to: &result)
          row += corner.width
          index += corner.width
        }
      }
      for j in 0..<k {
        for i in 0..<k {
          var sum = 0.0
          for c in 0..<m { sum += a[row + c + i * stride] * s[row + c + j * stride] }
          result[block.term][i + j * k] += sum
        }
      }
    }
  }

  private func addCornerGradient(to result: inout [[Double]]) {
    let order = self.order
    for (term, faces) in zip(layout.cornerTerms, data.cornerFaces) {
      let k = term.width
      let full = DoubleBuffer(count: k * k)
      for level in 0..<term.levelCount {
        let first = term.start + level * k
        let s = inverseCorner.base + first * (order + 1)
        for j in 0..<k {
          for i in 0..<k { full.base[i + j * k] = i >= j ? s[i + j * order] : s[j + i * order] }
        }
        addSquare(faces.base + level * k * k, k, full.base, k, term.term, to: &result)
        for j in 0..<k {
          let column = inverseCorner.base + (first + j) * order + cornerEffects
          for i in 0..<k {
            let cross = data.cornerCrosses.base + (first + i) * m
            var sum = 0.0
            for c in 0..<m { sum += cross[c] * column[c] }
            result[term.term][i + j * k] += sum
          }
        }
      }
    }
    for pair in layout.pairs {
      let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
      let size = a.width * b.width
      for face in 0..<pair.firstLevels.count {
        let row = b.start + Int(pair.secondLevels.base[face]) * b.width
        let column = a.start + Int(pair.firstLevels.base[face]) * a.width
        addFace(
          data.pairFaces.base + pair.valueStart + face * size, b.width,
          inverseCorner.base + row + column * order, order, b.term, a.term, to: &result)
      }
    }
  }

  /// Adds A Lambda S of a diagonal face to its term's gradient.
  @inline(__always)
  private func addSquare(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ s: UnsafePointer<Double>, _ sStride: Int,
    _ term: Int, to result: inout [[Double]]
  ) {
    if layout.terms[term].width == 1 {
      result[term][0] += a[0] * lambda[term].base[0] * s[0]
    } else {
      addToColumn(a, aStride, s, sStride, term, term, to: &result)
    }
  }

  /// Adds A'Lambda_r S of an off-diagonal face to the column's term, A Lambda_c S' to the row's.
  @inline(__always)
  private func addFace(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ s: UnsafePointer<Double>, _ sStride: Int,
    _ row: Int, _ column: Int, to result: inout [[Double]]
  ) {
    if layout.terms[row].width == 1, layout.terms[column].width == 1 {
      let product = a[0] * s[0]
      result[column][0] += product * lambda[row].base[0]
      result[row][0] += product * lambda[column].base[0]
    } else {
      addToColumn(a, aStride, s, sStride, row, column, to: &result)
      addToRow(a, aStride, s, sStride, row, column, to: &result)
    }
  }

  /// Adds A'Lambda_r S to the column's term.
  private func addToColumn(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ s: UnsafePointer<Double>, _ sStride: Int,
    _ row: Int, _ column: Int, to result: inout [[Double]]
  ) {
    let (kr, kc) = (layout.terms[row].width, layout.terms[column].width)
    let (l, product) = (lambda[row].base, scratch.base)
    for j in 0..<kc {
      for i in 0..<kr {
        var sum = 0.0
        for q in 0...i { sum += l[i + q * kr] * s[q + j * sStride] }
        product[i + j * kr] = sum
      }
    }
    for j in 0..<kc {
      for i in 0..<kc {
        var sum = 0.0
        for q in 0..<kr { sum += a[q + i * aStride] * product[q + j * kr] }
        result[column][i + j * kc] += sum
      }
    }
  }

  /// Adds A Lambda_c S' to the row's term.
  private func addToRow(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ s: UnsafePointer<Double>, _ sStride: Int,
    _ row: Int, _ column: Int, to result: inout [[Double]]
  ) {
    let (kr, kc) = (layout.terms[row].width, layout.terms[column].width)
    let (l, product) = (lambda[column].base, scratch.base)
    for j in 0..<kr {
      for i in 0..<kc {
        var sum = 0.0
        for q in 0...i { sum += l[i + q * kc] * s[j + q * sStride] }
        product[i + j * kc] = sum
      }
    }
    for j in 0..<kr {
      for i in 0..<kr {
        var sum = 0.0
        for q in 0..<kc { sum += a[i + q * aStride] * product[q + j * kc] }
        result[row][i + j * kr] += sum
      }
    }
  }
}
