import Numerics

/// What the parameters of a residual covariance need.
extension BlockedFactor {
  /// The sum over the pattern of Lambda S Lambda' times other products; S is at hand from
  /// `lambdaGradients`.
  func contract(_ products: LikelihoodProblem.Products, _ weights: ResponseWeights) -> Double {
    guard case .blocked(let other) = products else { return 0 }
    var result = 0.0
    for position in layout.blocks.indices { result += contractBlock(position, other) }
    for (term, faces) in zip(layout.cornerTerms, other.cornerFaces) {
      let k = term.width
      for level in 0..<term.levelCount {
        let first = term.start + level * k
        result += contractFace(
          faces.base + level * k * k, k, k, lambda[term.term].base, k, lambda[term.term].base
        ) { self.cornerElement(first + $0, first + $1) }
        for i in 0..<k {
          for c in 0..<m {
            var element = 0.0
            for j in 0..<k {
              element +=
                lambda[term.term].base[i + j * k]
                * cornerElement(cornerEffects + c, first + j)
            }
            result += 2 * element * other.cornerCrosses.base[(first + i) * m + c]
          }
        }
      }
    }
    for pair in layout.pairs {
      let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
      for face in 0..<pair.firstLevels.count {
        let row = b.start + Int(pair.secondLevels.base[face]) * b.width
        let column = a.start + Int(pair.firstLevels.base[face]) * a.width
        result +=
          2
          * contractFace(
            other.pairFaces.base + pair.valueStart + face * a.width * b.width, b.width, b.width,
            lambda[b.term].base, a.width, lambda[a.term].base
          ) { self.cornerElement(row + $0, column + $1) }
      }
    }
    for c in 0..<m {
      for r in 0..<m {
        result +=
          cornerElement(cornerEffects + r, cornerEffects + c) * other.products.base[r + c * m]
      }
    }
    return result
  }

  private func contractBlock(_ position: Int, _ other: BlockedProducts) -> Double {
    let block = layout.blocks[position]
    let k = block.width
    let own = lambda[block.term].base
    var result = 0.0
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let products = other.values.base + block.valueStart[level]
      let s = inverseValues.base + block.valueStart[level]
      result += contractFace(products, stride, k, own, k, own) { s[$0 + $1 * stride] }
      var row = k
      func addFace(_ width: Int, _ left: UnsafePointer<Double>) {
        let first = row
        result +=
          2
          * contractFace(products + row, stride, width, left, k, own) {
            s[first + $0 + $1 * stride]
          }
        row += width
      }
      for ancestor in layout.blocks[(position + 1)...] {
        addFace(ancestor.width, lambda[ancestor.term].base)
      }
      var index = block.cornerStart[level]
      for corner in layout.cornerTerms {
        let end = corner.start + corner.width * corner.levelCount
        while index < block.cornerStart[level + 1], layout.cornerRows.base[index] < end {
          addFace(corner.width, lambda[corner.term].base)
          index += corner.width
        }
      }
      for i in 0..<k {
        for c in 0..<m {
          var element = 0.0
          for j in 0..<k { element += own[i + j * k] * s[row + c + j * stride] }
          result += 2 * element * products[row + c + i * stride]
        }
      }
    }
    return result
  }

  private func cornerElement(_ row: Int, _ column: Int) -> Double {
    inverseCorner.base[max(row, column) + min(row, column) * order]
  }

  /// The sum of left S right' times a face of products.
  private func contractFace(
    _ products: UnsafePointer<Double>, _ stride: Int, _ rows: Int, _ left: UnsafePointer<Double>,
    _ columns: Int, _ right: UnsafePointer<Double>, _ s: (Int, Int) -> Double
  ) -> Double {
    var result = 0.0
    for c in 0..<columns {
      for r in 0..<rows {
        var element = 0.0
        for a in 0...r {
          for b in 0...c { element += left[r + a * rows] * s(a, b) * right[c + b * columns] }
        }
        result += element * products[r + c * stride]
      }
    }
    return result
  }
}
