import Numerics

/// What the parameters of a residual covariance need; levels only, no classes.
extension GroupedFactor {
  /// With S = inverse(L)' W inverse(L), d(deviance)/d(A) is M + M B S B'M in a level's Z'Z,
  /// -M B S in its Z'[X y], and S in [X y]'[X y].
  func contract(_ products: LikelihoodProblem.Products, _ weights: ResponseWeights) -> Double {
    guard case .grouped(let other) = products else { return 0 }
    precondition(data.moments == nil, "classes have no derivatives by level")
    let s = responseFactor.weightedInverse(weights)
    var result = 0.0
    for c in 0..<m { for r in 0..<m { result += s[r, c] * other.products.base[r + c * m] } }
    let product = DoubleBuffer(count: k * m)
    let image = DoubleBuffer(count: k * m)
    for level in 0..<data.term.levelCount {
      let (b, db) = (data.crosses.base + level * k * m, other.crosses.base + level * k * m)
      let mm = marginal.base + level * k * k
      let face = other.faces.base + level * k * k
      // product = M B, image = M B S.
      for c in 0..<m {
        SmallFace.multiply(mm, vector: b + c * k, into: product.base + c * k, k)
      }
      image.clear()
      for c in 0..<m {
        for d in 0..<m {
          for i in 0..<k { image.base[i + c * k] += product.base[i + d * k] * s[d, c] }
        }
      }
      for j in 0..<k {
        for i in 0..<k {
          var element = mm[i + j * k]
          for c in 0..<m { element += image.base[i + c * k] * product.base[j + c * k] }
          result += element * face[i + j * k]
        }
      }
      for i in 0..<k * m { result -= 2 * image.base[i] * db[i] }
    }
    return result
  }

  /// The forms of theta and of further variates, level by level.
  func levelForms(_ variates: [Variate]) -> InformationForms {
    let (k, p) = (self.k, m - 1)
    let free = data.term.free
    let count = free.count + variates.count
    var quadratic = Matrix(rows: count, columns: count)
    var linear = [Double](repeating: 0, count: free.count)
    var fixedPart = Matrix(rows: p, columns: count)
    for (index, variate) in variates.enumerated() {
      for x in 0..<p { fixedPart[x, free.count + index] = variate.fixed[x] }
    }
    let contrast = contrastVector()
    let complement = DoubleBuffer(count: k * k)
    let t = DoubleBuffer(count: k)
    let mean = DoubleBuffer(count: k)
    // Z'w of every variate; for those of theta, w = Z g, g itself.
    let directions = DoubleBuffer(count: k * count)
    let images = DoubleBuffer(count: k * count)
    for level in 0..<data.term.levelCount {
      self.complement(level, into: complement.base)
      projectResidual(level, complement.base, contrast, into: t.base)
      let mm = marginal.base + level * k * k
      let b = data.crosses.base + level * k * m
      for (index, place) in free.enumerated() {
        let column = lambda.base + place.column * k
        let g = directions.base + index * k
        var dot = 0.0
        for i in 0..<k { dot += column[i] * t.base[i] }
        for i in 0..<k { g[i] = column[i] * t.base[place.row] }
        g[place.row] += dot
        linear[index] += 2 * dot * t.base[place.row]
        SmallFace.multiply(face(level), vector: g, into: images.base + index * k, k)
      }
      for (index, variate) in variates.enumerated() {
        for i in 0..<k {
          images.base[(free.count + index) * k + i] = variate.effects[0][level * k + i]
        }
      }
      for q in 0..<count {
        // h = Z'w; x-part: X'w - B'M h, where X'w of theta's is B'g.
        let h = images.base + q * k
        SmallFace.multiply(mm, vector: h, into: mean.base, k)
        for x in 0..<p {
          for i in 0..<k {
            let own = q < free.count ? directions.base[q * k + i] : 0
            fixedPart[x, q] += b[i + x * k] * (own - mean.base[i])
          }
        }
        for r in 0...q {
          let other = images.base + r * k
          var sum = 0.0
          for i in 0..<k {
            // w_r'w_q is g_r'Z'w_q wherever r is of theta.
            let own = r < free.count ? directions.base[r * k + i] : 0
            sum += own * h[i] - other[i] * mean.base[i]
          }
          quadratic[q, r] += sum
        }
      }
    }
    subtractFixedPart(fixedPart, from: &quadratic)
    return InformationForms(quadratic: quadratic, linear: linear)
  }
}
