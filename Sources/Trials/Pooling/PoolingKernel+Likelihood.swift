import Glibc

extension PoolingKernel {
  /// The highest maximum of the likelihood (restricted or not) over tau^2 >= 0.
  ///
  /// With D = -2 log L, D' = a(t) - b(t) and D'' = 2 c(t) - d(t), where a = tr P (REML) or sum w
  /// (ML), b = y' P P y, c = y' P P P y, d = tr P P or sum w^2. All four fall with t, so their
  /// values at the ends of an interval bound D' and D'' inside it. An interval is dropped where D'
  /// keeps its sign, solved where D' is monotone, and halved otherwise: no maximum is missed. None
  /// lies above y' M y - min v, since every eigenvalue's term of D' is positive there; two studies
  /// of equal variance have theirs just there, so the search goes a little further.
  func likelihoodMaximum(restricted: Bool) -> Variance {
    let ceiling = max(0, 1.01 * residualSumOfSquares - smallestVariance)
    let bottom = Slope(at: 0, moments(0), restricted: restricted)
    var minima = bottom.first >= bottom.second || ceiling == 0 ? [0.0] : []
    if ceiling > 0 {
      var pending = [(bottom, Slope(at: ceiling, moments(ceiling), restricted: restricted))]
      while let (lower, upper) = pending.popLast() {
        switch classify(lower, upper) {
        case .empty: break
        case .minimum: minima.append(minimum(lower, upper, restricted: restricted))
        case .unknown:
          let scale = smallestVariance
          let middle = ((lower.t + scale) * (upper.t + scale)).squareRoot() - scale
          let slope = Slope(at: middle, moments(middle), restricted: restricted)
          pending.append((slope, upper))
          pending.append((lower, slope))
        }
      }
    }
    let value = best(of: minima, restricted: restricted)
    let sums = moments(value)
    let information = restricted ? sums.squaredTrace : sums.squaredWeightSum
    return Variance(value: value, standardError: (2 / information).squareRoot())
  }

  /// log L at tau^2 = t: -1/2 [n log 2 pi + sum log(v + t) + Q(t)], n = k; restricted, n = k - p
  /// and log det X' W X - log det X' X = log det Z' W Z is added in the brackets.
  func logLikelihood(_ t: Double, restricted: Bool) -> Double {
    let quadratic = moments(t).quadratic
    return logLikelihood(t, quadratic: quadratic, restricted: restricted)
  }

  /// The same with another weighted sum of squares; t as at the last evaluation.
  func logLikelihood(_ t: Double, quadratic: Double, restricted: Bool) -> Double {
    var sum = quadratic
    for i in 0..<studies { sum += log(v[i] + t) }
    if restricted { sum += logDeterminantOfSystem() }
    let count = Double(restricted ? degreesOfFreedom : studies)
    return -0.5 * (sum + count * log(2 * Double.pi))
  }

  /// The four falling functions whose differences are the derivatives of -2 log L.
  private struct Slope {
    let t, first, second, third, fourth: Double

    init(at t: Double, _ sums: Moments, restricted: Bool) {
      self.t = t
      first = restricted ? sums.trace : sums.weightSum
      second = sums.squaredQuadratic
      third = 2 * sums.cubedQuadratic
      fourth = restricted ? sums.squaredTrace : sums.squaredWeightSum
    }

    var slope: Double { first - second }
    var curvature: Double { third - fourth }
  }

  private enum Content { case empty, minimum, unknown }

  private func classify(_ lower: Slope, _ upper: Slope) -> Content {
    let keepsSign = upper.first > lower.second || lower.first < upper.second
    let isConcave = lower.third < upper.fourth
    if keepsSign { return .empty }
    let holdsMinimum = lower.slope < 0 && upper.slope >= 0
    let isConvex = upper.third > lower.fourth
    let isNarrow = upper.t - lower.t <= 1e-9 * (upper.t + smallestVariance)
    if isConvex || isConcave || isNarrow { return holdsMinimum ? .minimum : .empty }
    return .unknown
  }

  /// Newton's method on D', halving where a step leaves the bracket.
  private func minimum(_ lower: Slope, _ upper: Slope, restricted: Bool) -> Double {
    var (left, right) = (lower.t, upper.t)
    var t = 0.5 * (left + right)
    for _ in 0..<100 {
      let here = Slope(at: t, moments(t), restricted: restricted)
      if here.slope < 0 { left = t } else { right = t }
      var next = t - here.slope / here.curvature
      if !(next > left && next < right) { next = 0.5 * (left + right) }
      let step = abs(next - t)
      t = next
      if step <= 1e-15 * t || right - left <= 1e-15 * right { break }
    }
    return t
  }

  private func best(of minima: [Double], restricted: Bool) -> Double {
    guard minima.count > 1 else { return minima.first ?? 0 }
    var best = (t: 0.0, value: -Double.infinity)
    for t in minima.sorted() {
      let value = logLikelihood(t, restricted: restricted)
      if value > best.value { best = (t, value) }
    }
    return best.t
  }
}
