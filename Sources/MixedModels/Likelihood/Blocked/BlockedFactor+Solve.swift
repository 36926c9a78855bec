import Numerics

extension BlockedFactor {
  /// x := inverse(L) x in all rows but the last `omitting` of the corner, which stand.
  func solveForward(_ x: BlockedVectors, omitting: Int = 0) {
    let tree = layout.treeEffectCount
    for column in 0..<x.count {
      let values = x.column(column)
      for position in layout.blocks.indices {
        for level in 0..<layout.blocks[position].levelCount {
          eliminateVector(position, level, values)
        }
      }
    }
    let count = order - omitting
    guard count > 0 else { return }
    let factor = corner.view(rows: order, columns: order).block(rows: 0..<count, columns: 0..<count)
    MutableMatrixView(
      base: x.values.base + tree, rows: count, columns: x.count, stride: x.length
    ).solve(factor.view, .lower)
  }

  private func eliminateVector(
    _ position: Int, _ level: Int, _ x: UnsafeMutablePointer<Double>
  ) {
    let block = layout.blocks[position]
    let (k, stride) = (block.width, layout.stride(block, level))
    let factor = values.base + block.valueStart[level]
    let own = x + block.effectStart + level * k
    for j in 0..<k {
      let column = factor + j * stride
      let value = own[j] / column[j]
      own[j] = value
      if value == 0 { continue }
      for i in (j + 1)..<max(k, j + 1) { own[i] -= value * column[i] }
      forEachRow(position, level) { row, place in x[place] -= value * column[row] }
    }
  }

  /// Calls `body` with every row below a level's own and the element of a vector it stands for.
  @inline(__always)
  func forEachRow(_ position: Int, _ level: Int, _ body: (Int, Int) -> Void) {
    let block = layout.blocks[position]
    var row = block.width
    for index in 0..<block.ancestorCount {
      let ancestor = layout.blocks[position + 1 + index]
      let node = Int(block.ancestors.base[level * block.ancestorCount + index])
      let first = ancestor.effectStart + node * ancestor.width
      for effect in 0..<ancestor.width { body(row + effect, first + effect) }
      row += ancestor.width
    }
    let tree = layout.treeEffectCount
    for index in block.cornerStart[level]..<block.cornerStart[level + 1] {
      body(row, tree + Int(layout.cornerRows.base[index]))
      row += 1
    }
    for c in 0..<m { body(row + c, tree + cornerEffects + c) }
  }

  /// The first `count` rows of the corner of x, by the transpose of theirs in L.
  func backSolveCorner(_ x: UnsafeMutablePointer<Double>, count: Int) {
    guard count > 0 else { return }
    let factor = corner.view(rows: order, columns: order).block(rows: 0..<count, columns: 0..<count)
    MutableMatrixView(base: x + layout.treeEffectCount, rows: count, columns: 1, stride: count)
      .solve(factor.view, .lower, transposed: true)
  }

  /// x := inverse(L)' x of the random effects alone.
  func backSolve(_ x: UnsafeMutablePointer<Double>) {
    for c in 0..<m { x[layout.treeEffectCount + cornerEffects + c] = 0 }
    backSolveCorner(x, count: cornerEffects)
    backSolveTree(x)
  }

  /// The vector x with inverse-transposed-L solved: L' x = b, b in the corner given, zero in the
  /// tree; X and y as the corner says.
  func backSolveTree(_ x: UnsafeMutablePointer<Double>) {
    for position in layout.blocks.indices.reversed() {
      let block = layout.blocks[position]
      let k = block.width
      for level in 0..<block.levelCount {
        let stride = layout.stride(block, level)
        let factor = values.base + block.valueStart[level]
        let own = x + block.effectStart + level * k
        for j in (0..<k).reversed() {
          let column = factor + j * stride
          var sum = own[j]
          for i in (j + 1)..<max(k, j + 1) { sum -= column[i] * own[i] }
          forEachRow(position, level) { row, place in sum -= column[row] * x[place] }
          own[j] = sum / column[j]
        }
      }
    }
  }

  /// [u; beta; -1]: the spherical modes of all terms and the coefficients, in the basis.
  func solution() -> BlockedVectors {
    let result = BlockedVectors(layout, count: 1)
    let x = result.column(0)
    let tree = layout.treeEffectCount
    let last = order - 1
    for c in 0..<last { x[tree + c] = corner.base[last + c * order] }
    backSolveCorner(x, count: last)
    x[tree + last] = -1
    backSolveTree(x)
    return result
  }

  /// Lambda times the elements of a vector that belong to a term.
  func lambdaProduct(_ term: Int, _ x: UnsafePointer<Double>) -> [Double] {
    let shape = layout.terms[term]
    let k = shape.width
    let source = x + layout.effectStart(ofTerm: term)
    var result = [Double](repeating: 0, count: shape.effectCount)
    for level in 0..<shape.levelCount {
      for j in 0..<k {
        for i in j..<k {
          result[level * k + i] += lambda[term].base[i + j * k] * source[level * k + j]
        }
      }
    }
    return result
  }

  func conditionalModes() -> [[Double]] {
    let x = solution()
    return layout.terms.indices.map { lambdaProduct($0, x.column(0)) }
  }

  /// target = A x, A the whole of [Z X y]'[Z X y].
  func multiplyProducts(_ x: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>) {
    let tree = layout.treeEffectCount
    for i in 0..<(tree + order) { target[i] = 0 }
    for position in layout.blocks.indices {
      let block = layout.blocks[position]
      for level in 0..<block.levelCount {
        let stride = layout.stride(block, level)
        let first = block.effectStart + level * block.width
        for j in 0..<block.width {
          let column = data.values.base + block.valueStart[level] + j * stride
          let value = x[first + j]
          var sum = 0.0
          for i in 0..<block.width { sum += column[i] * x[first + i] }
          forEachRow(position, level) { row, place in
            target[place] += column[row] * value
            sum += column[row] * x[place]
          }
          target[first + j] += sum
        }
      }
    }
    multiplyCorner(x + tree, into: target + tree)
  }

  private func multiplyCorner(
    _ x: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>
  ) {
    for (term, faces) in zip(layout.cornerTerms, data.cornerFaces) {
      let k = term.width
      for level in 0..<term.levelCount {
        let first = term.start + level * k
        for j in 0..<k {
          for i in 0..<k {
            target[first + i] += faces.base[level * k * k + i + j * k] * x[first + j]
          }
          let cross = data.cornerCrosses.base + (first + j) * m
          for c in 0..<m {
            target[cornerEffects + c] += cross[c] * x[first + j]
            target[first + j] += cross[c] * x[cornerEffects + c]
          }
        }
      }
    }
    for pair in layout.pairs {
      let (a, b) = (layout.cornerTerms[pair.first], layout.cornerTerms[pair.second])
      for face in 0..<pair.firstLevels.count {
        let row = b.start + Int(pair.secondLevels.base[face]) * b.width
        let column = a.start + Int(pair.firstLevels.base[face]) * a.width
        let source = data.pairFaces.base + pair.valueStart + face * a.width * b.width
        for c in 0..<a.width {
          for r in 0..<b.width {
            target[row + r] += source[r + c * b.width] * x[column + c]
            target[column + c] += source[r + c * b.width] * x[row + r]
          }
        }
      }
    }
    for c in 0..<m {
      for r in 0..<m {
        target[cornerEffects + r] += data.products.base[r + c * m] * x[cornerEffects + c]
      }
    }
  }

  /// Z'(y - X beta - Z b) = Z'V0^-1(y - X beta) of every effect, in vector order.
  private func residualVector() -> BlockedVectors {
    let x = solution()
    let (source, image) = (x.column(0), BlockedVectors(layout, count: 1))
    defer { withExtendedLifetime(x) {} }
    // y - X beta - Z Lambda u = [Z X y] [-Lambda u; -beta; 1]
    for (term, shape) in layout.terms.enumerated() {
      let modes = lambdaProduct(term, source)
      let first = layout.effectStart(ofTerm: term)
      for i in 0..<shape.effectCount { source[first + i] = -modes[i] }
    }
    let tree = layout.treeEffectCount
    for c in 0..<m { source[tree + cornerEffects + c].negate() }
    multiplyProducts(source, into: image.column(0))
    return image
  }

  func residualProjections() -> [[Double]] {
    let image = residualVector()
    return layout.terms.indices.map { term in
      let first = layout.effectStart(ofTerm: term)
      return (0..<layout.terms[term].effectCount).map { image.column(0)[first + $0] }
    }
  }

  func informationForms(_ variates: [Variate]) -> InformationForms {
    let projections = residualVector()
    let residual = projections.column(0)
    defer { withExtendedLifetime(projections) {} }
    let ofTheta = layout.terms.reduce(0) { $0 + $1.free.count }
    let count = ofTheta + variates.count
    let directions = BlockedVectors(layout, count: count)
    let images = BlockedVectors(layout, count: count)
    var linear = [Double](repeating: 0, count: ofTheta)
    for (index, variate) in variates.enumerated() {
      let target = images.column(ofTheta + index)
      for (term, values) in variate.effects.enumerated() {
        let first = layout.effectStart(ofTerm: term)
        for (i, value) in values.enumerated() { target[first + i] = value }
      }
      let first = layout.treeEffectCount + cornerEffects
      for (i, value) in variate.fixed.enumerated() { target[first + i] = value }
    }
    for (index, shape) in layout.terms.enumerated() {
      let (k, first) = (shape.width, layout.effectStart(ofTerm: index))
      for (offset, place) in shape.free.enumerated() {
        let parameter = shape.thetaStart + offset
        let target = directions.column(parameter)
        let column = lambda[index].base + place.column * k
        for level in 0..<shape.levelCount {
          let at = first + level * k
          var dot = 0.0
          for i in 0..<k { dot += column[i] * residual[at + i] }
          for i in 0..<k { target[at + i] += column[i] * residual[at + place.row] }
          target[at + place.row] += dot
          linear[parameter] += 2 * dot * residual[at + place.row]
        }
        multiplyProducts(target, into: images.column(parameter))
      }
    }
    return InformationForms(quadratic: projected(directions, images), linear: linear)
  }

  /// g_p' Z'w_q less what the random and fixed effects explain: w_p' P0 w_q where w_p = Z g_p;
  /// g is zero for variates that are not of theta.
  private func projected(_ directions: BlockedVectors, _ images: BlockedVectors) -> Matrix {
    let count = directions.count
    let length = layout.treeEffectCount + cornerEffects
    var result = Matrix(rows: count, columns: count)
    for a in 0..<count {
      for b in 0...a {
        var sum = 0.0
        for i in 0..<length { sum += directions.column(b)[i] * images.column(a)[i] }
        result[a, b] = sum
      }
    }
    for column in 0..<count { scaleByLambda(images.column(column)) }
    solveForward(images, omitting: 1)
    let explained = length + m - 1
    for a in 0..<count {
      for b in 0...a {
        var sum = result[a, b]
        for i in 0..<explained { sum -= images.column(a)[i] * images.column(b)[i] }
        result[a, b] = sum
        result[b, a] = sum
      }
    }
    return result
  }

  /// Replaces the effects' elements of a vector by Lambda' times them.
  func scaleByLambda(_ x: UnsafeMutablePointer<Double>) {
    for (index, shape) in layout.terms.enumerated() {
      let k = shape.width
      let first = layout.effectStart(ofTerm: index)
      for level in 0..<shape.levelCount {
        let own = x + first + level * k
        for j in 0..<k {
          var sum = 0.0
          for i in j..<k { sum += lambda[index].base[i + j * k] * own[i] }
          own[j] = sum
        }
      }
    }
  }

  func unscaledVariance(
    fixed: [Double], random: [(term: Int, level: Int, values: [Double])]
  ) -> Double {
    let x = BlockedVectors(layout, count: 1)
    defer { withExtendedLifetime(x) {} }
    let column = x.column(0)
    for effect in random {
      let first = layout.effectStart(ofTerm: effect.term) + effect.level * effect.values.count
      for (index, value) in effect.values.enumerated() { column[first + index] += value }
    }
    scaleByLambda(column)
    let start = layout.treeEffectCount + cornerEffects
    for (index, value) in fixed.enumerated() { column[start + index] = value }
    let responses = min(m, 1)
    solveForward(x, omitting: responses)
    return (0..<(x.length - responses)).reduce(0) { $0 + column[$1] * column[$1] }
  }
}
