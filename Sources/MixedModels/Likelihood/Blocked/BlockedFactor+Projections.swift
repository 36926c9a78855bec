import Numerics

extension BlockedFactor {
  /// Above so many random effects no dense matrix of them is made.
  static let denseLimit = 6000

  func conditionalCovariances() -> [[Double]] {
    selectInverse(ResponseWeights(fixed: 0, response: 0))
    return layout.terms.indices.map { term in
      let k = layout.terms[term].width
      let l = lambda[term].base
      let face = DoubleBuffer(count: k * k)
      let product = DoubleBuffer(count: k * k)
      var result: [Double] = []
      for level in 0..<layout.terms[term].levelCount {
        copyInverseFace(term, level, into: face.base)
        SmallFace.multiply(l, face.base, into: product.base, k)
        SmallFace.multiplyByTransposed(product.base, l, into: face.base, k)
        for i in 0..<k * k { result.append(face.base[i]) }
      }
      return result
    }
  }

  private func copyInverseFace(
    _ term: Int, _ level: Int, into target: UnsafeMutablePointer<Double>
  ) {
    let k = layout.terms[term].width
    if let block = layout.blocks.first(where: { $0.term == term }) {
      let stride = layout.stride(block, level)
      let source = inverseValues.base + block.valueStart[level]
      for j in 0..<k { for i in 0..<k { target[i + j * k] = source[i + j * stride] } }
    } else if let corner = layout.cornerTerms.first(where: { $0.term == term }) {
      let source = inverseCorner.base + (corner.start + level * k) * (order + 1)
      for j in 0..<k {
        for i in 0..<k { target[i + j * k] = source[max(i, j) + min(i, j) * order] }
      }
    }
  }

  /// The columns Z'[Z X] of a model, and inverse(L_ZZ) Lambda' times them.
  private func randomColumns() throws -> (products: BlockedVectors, solved: BlockedVectors) {
    let effects = layout.treeEffectCount + cornerEffects
    guard effects <= Self.denseLimit else {
      throw MixedModelError.unsupported(
        "a dense matrix of \(effects) random effects is larger than \(Self.denseLimit)")
    }
    let count = effects + m - 1
    let unit = BlockedVectors(layout, count: 1)
    let products = BlockedVectors(layout, count: count)
    let solved = BlockedVectors(layout, count: count)
    for c in 0..<count {
      unit.column(0)[c] = 1
      multiplyProducts(unit.column(0), into: products.column(c))
      unit.column(0)[c] = 0
      let target = solved.column(c)
      for i in 0..<effects { target[i] = products.column(c)[i] }
      scaleByLambda(target)
    }
    solveForward(solved, omitting: m)
    return (products, solved)
  }

  func crossProjections() -> [Matrix] {
    // Z'V0^-1 X = A_ZX - A_ZZ Lambda inverse(H) Lambda' A_ZX, column by column.
    let effects = layout.treeEffectCount + cornerEffects
    let p = m - 1
    let x = BlockedVectors(layout, count: p)
    let products = BlockedVectors(layout, count: p)
    let unit = BlockedVectors(layout, count: 1)
    for c in 0..<p {
      unit.column(0)[effects + c] = 1
      multiplyProducts(unit.column(0), into: products.column(c))
      unit.column(0)[effects + c] = 0
      for i in 0..<effects { x.column(c)[i] = products.column(c)[i] }
      scaleByLambda(x.column(c))
    }
    solveForward(x, omitting: m)
    let image = BlockedVectors(layout, count: 1)
    for c in 0..<p {
      backSolveEffects(x.column(c))
      for i in 0..<m { x.column(c)[effects + i] = 0 }
      multiplyProducts(x.column(c), into: image.column(0))
      for i in 0..<effects { products.column(c)[i] -= image.column(0)[i] }
    }
    return layout.terms.indices.map { term in
      let (first, count) = (layout.effectStart(ofTerm: term), layout.terms[term].effectCount)
      return Matrix(
        rows: count, columns: p,
        columnMajor: (0..<p).flatMap { c in (0..<count).map { products.column(c)[first + $0] } })
    }
  }

  /// x := Lambda inverse(L_ZZ)' x.
  private func backSolveEffects(_ x: UnsafeMutablePointer<Double>) {
    backSolve(x)
    for (index, shape) in layout.terms.enumerated() {
      let (k, first) = (shape.width, layout.effectStart(ofTerm: index))
      for level in 0..<shape.levelCount {
        let own = x + first + level * k
        for i in (0..<k).reversed() {
          var sum = 0.0
          for j in 0...i { sum += lambda[index].base[i + j * k] * own[j] }
          own[i] = sum
        }
      }
    }
  }

  func randomProjections() throws -> RandomProjections {
    let (products, solved) = try randomColumns()
    let effects = layout.treeEffectCount + cornerEffects
    // From vector order to the order of the terms.
    let order = layout.terms.indices.flatMap { term in
      let first = layout.effectStart(ofTerm: term)
      return (0..<layout.terms[term].effectCount).map { first + $0 }
    }
    var half = Matrix(rows: effects, columns: effects)
    for (c, source) in order.enumerated() {
      for i in 0..<effects { half[i, c] = solved.column(source)[i] }
    }
    var result = (-1) * half.crossProduct()
    for (c, column) in order.enumerated() {
      for (r, row) in order.enumerated() { result[r, c] += products.column(column)[row] }
    }
    return .dense(result)
  }
}
