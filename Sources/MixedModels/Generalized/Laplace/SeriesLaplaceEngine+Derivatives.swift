import Numerics

extension SeriesLaplaceEngine {
  /// The inverse of W's factor on its pattern, once for every mode.
  @discardableResult
  private func invertWeightFactor() -> Double {
    if let correlationTrace { return correlationTrace }
    let trace = (0..<system.levelCount).reduce(0) { $0 + weightFactor.invert($1) }
    correlationTrace = trace
    return trace
  }

  func leverages(into target: UnsafeMutablePointer<Double>) {
    invertWeightFactor()
    let (k, tau) = (system.width, system.tau)
    let (variance, cross) = (weightFactor.variance.base, weightFactor.cross.base)
    for level in 0..<system.levelCount {
      let corner = weightFactor.effects.base + level * k * k
      for t in system.slots(level) {
        for i in system.rows(slot: t) {
          let v = system.scaled.base + i * k
          var sum = tau * tau * variance[t]
          for c in 0..<k {
            var image = 2 * tau * cross[t * k + c]
            for d in 0..<k { image += corner[d + c * k] * v[d] }
            sum += v[c] * image
          }
          target[i] = sum
        }
      }
    }
  }

  func adjoint(_ c: UnsafePointer<Double>, into t: UnsafeMutablePointer<Double>) {
    for level in 0..<system.levelCount {
      let own = effectDual.base + level * system.width
      modeFactor.solve(level, c, chainDual.base, own)
      system.product(level, chainDual.base, own, into: t)
    }
  }

  /// In Lambda: Z'(r u' + score s_u' + 2 W (Z Lambda S_uu + tau E S_xu)), S = inverse(M) with W; in
  /// tau the same with x for Z Lambda., and in atanh(rho), on which eta does not depend once x is
  /// given, (x - s)'Q. x + tr(S Q.) - tr(inverse(Q) Q.).
  func gradient(_ r: UnsafePointer<Double>) -> StructureGradient {
    let trace = invertWeightFactor()
    let k = system.width
    let sums = DoubleBuffer(count: k * k)
    var deviation = 0.0
    for level in 0..<system.levelCount {
      deviation += addGradient(level, r, to: sums.base)
    }
    for t in 0..<system.slotCount { column.base[t] = chain.base[t] - chainDual.base[t] }
    let correlation = trace + system.correlation.derivativeForm(column.base, chain.base)
    guard let term else { return StructureGradient(values: [deviation, correlation], lambda: []) }
    return StructureGradient(
      values: term.free.map { sums.base[$0.row + $0.column * k] } + [deviation, correlation],
      lambda: [(0..<k * k).map { sums.base[$0] }])
  }

  /// Adds a level's share of the gradient in Lambda to `sums`: that in tau.
  private func addGradient(
    _ level: Int, _ r: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>
  ) -> Double {
    let (k, tau) = (system.width, system.tau)
    let (weight, score) = (rows.derivatives.weight.base, rows.derivatives.score.base)
    let (variance, cross) = (weightFactor.variance.base, weightFactor.cross.base)
    let corner = weightFactor.effects.base + level * k * k
    let (u, s) = (effects.base + level * k, effectDual.base + level * k)
    var deviation = 0.0
    for t in system.slots(level) {
      let (x, dual) = (chain.base[t], chainDual.base[t])
      for i in system.rows(slot: t) {
        let (v, z) = (system.scaled.base + i * k, system.design.base + i * k)
        let double = 2 * weight[i]
        var image = tau * variance[t]
        for c in 0..<k {
          image += v[c] * cross[t * k + c]
          var answer = tau * cross[t * k + c]
          for d in 0..<k { answer += corner[d + c * k] * v[d] }
          let factor = double * answer + r[i] * u[c] + score[i] * s[c]
          for d in 0..<k { sums[d + c * k] += z[d] * factor }
        }
        deviation += double * image + r[i] * x + score[i] * dual
      }
    }
    return deviation
  }

  /// With Lambda'Z'score = u and tau inverse(Q) E'score = x at the mode: for the element of Lambda in
  /// row a and column b, Z e_a u_b + Z Lambda e_b (Z'score)_a; 2 E x in tau, and
  /// tau E (d inverse(Q)) Q x in atanh(rho).
  func variates() -> DoubleBuffer {
    let (k, n) = (system.width, rows.count)
    let free = term?.free ?? []
    let result = DoubleBuffer(count: n * parameterCount)
    let score = rows.derivatives.score.base
    for level in 0..<system.levelCount {
      for (index, place) in free.enumerated() {
        let z = system.design.base + place.row
        let v = system.scaled.base + place.column
        let u = effects.base[level * k + place.column]
        var sum = 0.0
        for i in system.rows(level) { sum += z[i * k] * score[i] }
        for i in system.rows(level) { result.base[index * n + i] = z[i * k] * u + v[i * k] * sum }
      }
    }
    let turned = DoubleBuffer(count: system.slotCount)
    system.correlation.covarianceDerivative(chain.base, into: turned.base)
    let deviation = result.base + free.count * n
    for t in 0..<system.slotCount {
      for i in system.rows(slot: t) {
        deviation[i] = 2 * chain.base[t]
        deviation[n + i] = system.tau * turned.base[t]
      }
    }
    return result
  }

  func explained(_ a: DoubleBuffer, count: Int) -> Matrix {
    let n = rows.count
    let x = DoubleBuffer(count: system.slotCount)
    let u = DoubleBuffer(count: system.width)
    var result = Matrix(rows: count, columns: count)
    for c in 0..<count {
      for level in 0..<system.levelCount {
        modeFactor.solve(level, a.base + c * n, x.base, u.base)
        system.product(level, x.base, u.base, into: column.base)
      }
      for d in c..<count {
        result[d, c] = Columns.dot(a.base + d * n, column.base, n)
        result[c, d] = result[d, c]
      }
    }
    return result
  }
}
