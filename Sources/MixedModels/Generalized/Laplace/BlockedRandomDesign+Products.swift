import Numerics

/// The loops over all rows. Where a term is one column, as random intercepts are, they have no
/// inner loop.
extension BlockedRandomDesign {
  /// The columns Z Lambda.
  func scale(by lambda: [DoubleBuffer], into target: DoubleBuffer) {
    let n = rowCount
    for (term, elements) in zip(terms, lambda) {
      let k = term.width
      let source = columns.base + term.firstColumn * n
      for c in 0..<k {
        let column = target.base + (term.firstColumn + c) * n
        let own = elements.base[c * (k + 1)]
        for i in 0..<n { column[i] = own * source[c * n + i] }
        for r in (c + 1)..<max(k, c + 1) {
          Columns.add(elements.base[r + c * k], source + r * n, to: column, n)
        }
      }
    }
  }

  /// Adds V u, V being Z or columns of its shape, to n numbers.
  func addProduct(
    _ v: UnsafePointer<Double>, _ u: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>
  ) {
    for term in terms { addProduct(term, v, u, to: target) }
  }

  /// Adds what one term has in V u.
  func addProduct(
    _ term: Term, _ v: UnsafePointer<Double>, _ u: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>
  ) {
    let n = rowCount
    let k = term.width
    let (column, effects) = (v + term.firstColumn * n, u + term.effectStart)
    let codes = term.codes.base
    if k == 1 {
      for i in 0..<n { target[i] += column[i] * effects[Int(codes[i])] }
      return
    }
    for i in 0..<n {
      let own = effects + Int(codes[i]) &* k
      var sum = 0.0
      for c in 0..<k { sum += column[c &* n &+ i] * own[c] }
      target[i] += sum
    }
  }

  /// Z'c of n numbers c.
  func transposedProduct(
    _ c: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>
  ) {
    let n = rowCount
    target.update(repeating: 0, count: layout.treeEffectCount + layout.cornerEffectCount)
    for term in terms {
      let k = term.width
      let (column, effects) = (columns.base + term.firstColumn * n, target + term.effectStart)
      let codes = term.codes.base
      if k == 1 {
        for i in 0..<n { effects[Int(codes[i])] += column[i] * c[i] }
      } else {
        for i in 0..<n {
          let own = effects + Int(codes[i]) &* k
          for a in 0..<k { own[a] += column[a &* n &+ i] * c[i] }
        }
      }
    }
  }

  /// Z'W Z on the pattern, W diagonal of any sign.
  func sumProducts(_ weights: UnsafePointer<Double>, into products: BlockedProducts) {
    products.values.clear()
    for face in treeFaces { add(face, weights, to: products.values.base) }
    for (face, target) in zip(cornerFaces, products.cornerFaces) {
      target.clear()
      add(face, weights, to: target.base)
    }
    products.pairFaces.clear()
    for face in pairFaces { add(face, weights, to: products.pairFaces.base) }
  }

  private func add(
    _ face: Face, _ weights: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>
  ) {
    let n = rowCount
    let (a, b) = (face.rows.width, face.columns.width)
    let below = columns.base + face.rows.firstColumn * n
    let right = columns.base + face.columns.firstColumn * n
    let first = face.places.first.base
    if a == 1, b == 1 {
      for i in 0..<n { target[Int(first[i])] += weights[i] * below[i] * right[i] }
      return
    }
    for i in 0..<n {
      let place = target + Int(first[i])
      let stride = face.places.strides.map { Int($0.base[i]) } ?? face.places.stride
      for c in 0..<b {
        let value = weights[i] * right[c &* n &+ i]
        for r in 0..<a { place[r &+ c &* stride] += value * below[r &* n &+ i] }
      }
    }
  }

  /// (V S V')_ii of every row, V = Z Lambda as `scaled` holds it and S the selected inverse of a
  /// factor.
  func leverages(
    _ scaled: DoubleBuffer, _ factor: BlockedFactor, into target: UnsafeMutablePointer<Double>
  ) {
    target.update(repeating: 0, count: rowCount)
    for face in treeFaces { addLeverage(face, scaled, factor.inverseValues.base, to: target) }
    for face in cornerFaces + pairFaces {
      addLeverage(face, scaled, factor.inverseCorner.base, to: target)
    }
  }

  private func addLeverage(
    _ face: Face, _ scaled: DoubleBuffer, _ inverse: UnsafePointer<Double>,
    to target: UnsafeMutablePointer<Double>
  ) {
    let n = rowCount
    let (a, b) = (face.rows.width, face.columns.width)
    let below = scaled.base + face.rows.firstColumn * n
    let right = scaled.base + face.columns.firstColumn * n
    let first = face.inversePlaces.first.base
    if a == 1, b == 1 {
      let twice = face.isDiagonal ? 1.0 : 2
      for i in 0..<n { target[i] += twice * inverse[Int(first[i])] * below[i] * right[i] }
      return
    }
    for i in 0..<n {
      let place = inverse + Int(first[i])
      let stride = face.inversePlaces.strides.map { Int($0.base[i]) } ?? face.inversePlaces.stride
      var sum = 0.0
      for c in 0..<b {
        // Of a diagonal face the lower triangle stands for both.
        var column = 0.0
        for r in (face.isDiagonal ? c + 1 : 0)..<a {
          column += place[r &+ c &* stride] * below[r &* n &+ i]
        }
        column *= 2
        if face.isDiagonal { column += place[c &+ c &* stride] * below[c &* n &+ i] }
        sum += column * right[c &* n &+ i]
      }
      target[i] += sum
    }
  }
}
