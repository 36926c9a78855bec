import Numerics

/// What refers to the last mode.
extension BlockedLaplaceEngine {
  func leverages(into target: UnsafeMutablePointer<Double>) {
    selectInverse()
    design.leverages(scaledDesign, factor, into: target)
  }

  private func selectInverse() {
    if isInverseSelected { return }
    factor.selectInverse(ResponseWeights(fixed: 0, response: 0))
    isInverseSelected = true
  }

  func adjoint(_ c: UnsafePointer<Double>, into t: UnsafeMutablePointer<Double>) {
    let s = adjointEffects.column(0)
    design.transposedProduct(c, into: s)
    modeFactor.scaleByLambda(s)
    modeFactor.solveForward(adjointEffects)
    modeFactor.backSolve(s)
    t.update(repeating: 0, count: rows.count)
    design.addProduct(scaledDesign.base, s, to: t)
  }

  func gradient(_ r: UnsafePointer<Double>) -> StructureGradient {
    selectInverse()
    var lambda = factor.lambdaGradients()
    let projections = BlockedVectors(design.layout, count: 2)
    defer { withExtendedLifetime(projections) {} }
    let (explicit, implicit) = (projections.column(0), projections.column(1))
    design.transposedProduct(r, into: explicit)
    design.transposedProduct(rows.derivatives.score.base, into: implicit)
    var values: [Double] = []
    for (index, shape) in design.layout.terms.enumerated() {
      let (k, first) = (shape.width, design.terms[index].effectStart)
      for b in 0..<k {
        for a in 0..<k {
          var sum = 0.0
          for level in 0..<shape.levelCount {
            let at = first + level * k
            sum += explicit[at + a] * mode.column(0)[at + b]
            sum += implicit[at + a] * adjointEffects.column(0)[at + b]
          }
          lambda[index][a + b * k] += sum
        }
      }
      values += shape.free.map { lambda[index][$0.row + $0.column * k] }
    }
    return StructureGradient(values: values, lambda: lambda)
  }

  func variates() -> DoubleBuffer {
    let result = DoubleBuffer(count: rows.count * parameterCount)
    let vectors = BlockedVectors(design.layout, count: 2)
    defer { withExtendedLifetime(vectors) {} }
    let (projection, effects) = (vectors.column(0), vectors.column(1))
    design.transposedProduct(rows.derivatives.score.base, into: projection)
    for (index, shape) in design.layout.terms.enumerated() {
      let (k, first) = (shape.width, design.terms[index].effectStart)
      for (offset, place) in shape.free.enumerated() {
        let column = modeFactor.lambda[index].base + place.column * k
        for level in 0..<shape.levelCount {
          let at = first + level * k
          var dot = 0.0
          for i in 0..<k { dot += column[i] * projection[at + i] }
          for i in 0..<k { effects[at + i] = column[i] * projection[at + place.row] }
          effects[at + place.row] += dot
        }
        design.addProduct(
          design.terms[index], design.columns.base, effects,
          to: result.base + (shape.thetaStart + offset) * rows.count)
      }
    }
    return result
  }

  func explained(_ a: DoubleBuffer, count: Int) -> Matrix {
    let solved = BlockedVectors(design.layout, count: count)
    for index in 0..<count {
      design.transposedProduct(a.base + index * rows.count, into: solved.column(index))
      modeFactor.scaleByLambda(solved.column(index))
    }
    modeFactor.solveForward(solved)
    var result = Matrix(rows: count, columns: count)
    for a in 0..<count {
      for b in 0...a {
        result[a, b] = Columns.dot(solved.column(a), solved.column(b), solved.length)
        result[b, a] = result[a, b]
      }
    }
    return result
  }

  func conditionalModes() -> [[Double]] {
    design.layout.terms.indices.map { modeFactor.lambdaProduct($0, mode.column(0)) }
  }

  func conditionalCovariances() -> [[Double]] { modeFactor.conditionalCovariances() }

  func conditionalVariance(_ effects: [(term: Int, level: Int, values: [Double])]) -> Double {
    modeFactor.unscaledVariance(fixed: [], random: effects)
  }
}
