import Numerics

extension GroupedFactor {
  /// N of an item: the sum over its levels of B S B'.
  private func sandwich(_ item: Int, _ s: UnsafePointer<Double>, _ n: UnsafeMutablePointer<Double>)
  {
    let (k, m) = (self.k, self.m)
    for i in 0..<k * k { n[i] = 0 }
    if let moments = data.moments {
      let size = k * m
      let t = moments.base + item * size * size
      for d in 0..<m {
        for c in 0..<m {
          let factor = s[c + d * m]
          for b in 0..<k {
            let column = t + (b + d * k) * size + c * k
            for a in 0..<k { n[a + b * k] += factor * column[a] }
          }
        }
      }
      return
    }
    let b = data.crosses.base + item * k * m
    let product = scratch.base + 8 * k * k
    for d in 0..<m {
      for i in 0..<k {
        var sum = 0.0
        for c in 0..<m { sum += b[i + c * k] * s[c + d * m] }
        product[i] = sum
      }
      for j in 0..<k {
        let factor = b[j + d * k]
        for i in 0..<k { n[i + j * k] += product[i] * factor }
      }
    }
  }

  /// K = I - A M of an item.
  @inline(__always)
  func complement(_ item: Int, into target: UnsafeMutablePointer<Double>) {
    SmallFace.multiply(face(item), marginal.base + item * k * k, into: target, k)
    for i in 0..<k * k { target[i].negate() }
    for i in 0..<k { target[i + i * k] += 1 }
  }

  /// d(deviance)/d(Lambda) = 2 sum of (A - (I - A M) B S B') Lambda inverse(H).
  func lambdaGradients(_ weights: ResponseWeights) -> [[Double]] {
    let k = self.k
    let s = responseFactor.weightedInverse(weights)
    var result = [Double](repeating: 0, count: k * k)
    let (n, complement) = (scratch.base, scratch.base + k * k)
    let (middle, product) = (scratch.base + 2 * k * k, scratch.base + 3 * k * k)
    s.elements.withUnsafeBufferPointer { s in
      for item in 0..<itemCount {
        sandwich(item, s.baseAddress!, n)
        self.complement(item, into: complement)
        SmallFace.multiply(complement, n, into: middle, k)
        let (a, w) = (face(item), weight(item))
        for i in 0..<k * k { middle[i] = w * a[i] - middle[i] }
        SmallFace.multiply(middle, solved.base + item * k * k, into: product, k)
        for i in 0..<k * k { result[i] += 2 * product[i] }
      }
    }
    return [result]
  }

  func informationForms(_ variates: [Variate]) -> InformationForms {
    guard variates.isEmpty else { return levelForms(variates) }
    let (k, p) = (self.k, m - 1)
    let free = data.term.free
    let count = free.count
    var quadratic = Matrix(rows: count, columns: count)
    var linear = [Double](repeating: 0, count: count)
    // V_x,p = sum over levels of (K B_x)' D_p t
    var fixedPart = Matrix(rows: p, columns: count)
    let contrast = contrastVector()
    let (complement, projected) = (scratch.base, scratch.base + k * k)
    let (second, product) = (scratch.base + 2 * k * k, scratch.base + 3 * k * k)
    let (t, crossed) = (scratch.base + 8 * k * k, scratch.base + 8 * k * k + k)
    let steps = DoubleBuffer(count: count * k * k)
    let images = DoubleBuffer(count: count * k * k)
    for item in 0..<itemCount {
      self.complement(item, into: complement)
      SmallFace.multiply(complement, face(item), into: projected, k)
      let levelwise = data.moments == nil
      if levelwise {
        projectResidual(item, complement, contrast, into: t)
        for i in 0..<k { for j in 0..<k { second[i + j * k] = t[i] * t[j] } }
      } else {
        contractMoments(item, contrast, contrast, into: product)
        sandwich(complement, product, into: second)
      }
      // D_p T and C D_p for the pairs: tr(D_p C D_q T).
      for (index, place) in free.enumerated() {
        let step = steps.base + index * k * k
        // D_p = e_i l' + l e_i', l the column of Lambda; step = D_p T.
        let column = lambda.base + place.column * k
        for j in 0..<k {
          var dot = 0.0
          for i in 0..<k { dot += column[i] * second[i + j * k] }
          let own = second[place.row + j * k]
          for i in 0..<k { step[i + j * k] = column[i] * own }
          step[place.row + j * k] += dot
        }
        for i in 0..<k { linear[index] += step[i + i * k] }
        SmallFace.multiply(projected, step, into: images.base + index * k * k, k)
      }
      for (index, place) in free.enumerated() {
        // tr(D_q C D_p T): D_q is symmetric with two rows.
        let column = lambda.base + place.column * k
        for other in 0...index {
          let image = images.base + other * k * k
          var sum = 0.0
          for i in 0..<k {
            sum += column[i] * (image[place.row + i * k] + image[i + place.row * k])
          }
          quadratic[index, other] += sum
        }
      }
      for x in 0..<p {
        if levelwise {
          let b = data.crosses.base + item * k * m + x * k
          SmallFace.multiply(complement, vector: b, into: crossed, k)
          for i in 0..<k { for j in 0..<k { second[i + j * k] = t[i] * crossed[j] } }
        } else {
          contractMoments(item, contrast, fixed: x, into: product)
          sandwich(complement, product, into: second)
        }
        for (index, place) in free.enumerated() {
          let column = lambda.base + place.column * k
          var sum = 0.0
          for i in 0..<k {
            sum += column[i] * (second[place.row + i * k] + second[i + place.row * k])
          }
          fixedPart[x, index] += sum
        }
      }
    }
    subtractFixedPart(fixedPart, from: &quadratic)
    return InformationForms(quadratic: quadratic, linear: linear)
  }

  /// quadratic -= V' inverse(X'V0^-1 X) V, and fills the upper triangle.
  func subtractFixedPart(_ part: Matrix, from quadratic: inout Matrix) {
    let p = m - 1
    var half = part
    if p > 0 {
      let factor = responseFactor.block(rows: 0..<p, columns: 0..<p)
      half.withMutableView { $0.solve(factor.view, .lower) }
    }
    for a in 0..<quadratic.rows {
      for b in 0...a {
        var sum = quadratic[a, b]
        for x in 0..<p { sum -= half[x, a] * half[x, b] }
        quadratic[a, b] = sum
        quadratic[b, a] = sum
      }
    }
  }

  /// t = (I - A M) B [-beta; 1] of a level.
  @inline(__always)
  func projectResidual(
    _ level: Int, _ complement: UnsafePointer<Double>, _ contrast: [Double],
    into t: UnsafeMutablePointer<Double>
  ) {
    let b = data.crosses.base + level * k * m
    let product = scratch.base + 7 * k * k
    for i in 0..<k { product[i] = 0 }
    for c in 0..<m {
      for i in 0..<k { product[i] += b[i + c * k] * contrast[c] }
    }
    SmallFace.multiply(complement, vector: product, into: t, k)
  }

  /// K X K'.
  private func sandwich(
    _ complement: UnsafePointer<Double>, _ middle: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let product = scratch.base + 4 * k * k
    SmallFace.multiply(complement, middle, into: product, k)
    SmallFace.multiplyByTransposed(product, complement, into: target, k)
  }

  /// The sum over the levels of a class of B u (B v)'.
  private func contractMoments(
    _ item: Int, _ u: [Double], _ v: [Double], into target: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<k * k { target[i] = 0 }
    for d in 0..<m where v[d] != 0 { addMoments(item, u, fixed: d, factor: v[d], into: target) }
  }

  /// The sum over the levels of a class of B u B_x'.
  private func contractMoments(
    _ item: Int, _ u: [Double], fixed x: Int, into target: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<k * k { target[i] = 0 }
    addMoments(item, u, fixed: x, factor: 1, into: target)
  }

  private func addMoments(
    _ item: Int, _ u: [Double], fixed d: Int, factor: Double,
    into target: UnsafeMutablePointer<Double>
  ) {
    guard let moments = data.moments else { return }
    let size = k * m
    let t = moments.base + item * size * size
    for c in 0..<m {
      let weight = factor * u[c]
      for b in 0..<k {
        let column = t + (b + d * k) * size + c * k
        for a in 0..<k { target[a + b * k] += weight * column[a] }
      }
    }
  }

  /// [-beta; 1] in the basis.
  func contrastVector() -> [Double] {
    var result = [Double](repeating: 0, count: m)
    result[m - 1] = 1
    let p = m - 1
    // beta = inverse(L_XX)' L_yX'
    for c in stride(from: p - 1, through: 0, by: -1) {
      var sum = response.base[(m - 1) + c * m]
      for d in (c + 1)..<max(p, c + 1) { sum += response.base[d + c * m] * result[d] }
      result[c] = -sum / response.base[c + c * m]
    }
    return result
  }
}
