import Glibc
import Numerics

extension ConditionalDistribution {
  /// Fills the derivatives of some rows; the sum of their log densities without `constant`, or
  /// -infinity where a mean is impossible.
  ///
  /// - Parameters:
  ///   - eta: the linear predictors of all rows.
  ///   - zeta: the log odds of an extra zero of all rows; nil where there are none.
  func evaluate(
    _ rows: Range<Int>, eta: UnsafePointer<Double>, zeta: UnsafePointer<Double>?,
    _ terms: DispersionTerms, order: Order, into target: RowDerivatives
  ) -> Double {
    let run = Run(rows: rows, eta: eta, zeta: zeta, order: order, target: target)
    let trials = trials.map { UnsafePointer($0.base) }
    let sum =
      switch (family, link) {
      case (.gaussian, _): fill(GaussianKernel(terms), run)
      case (.poisson, .log): fill(PoissonLogKernel(), run)
      case (.poisson, _):
        fill(CountPowerKernel(link), run)
      case (.negativeBinomial1, _): fill(NegativeBinomial1Kernel(link, terms), run)
      case (.negativeBinomial2, .log):
        fill(NegativeBinomial2LogKernel(terms, distinctIndex), run)
      case (.negativeBinomial2, _): fill(CountPowerKernel(link, terms, distinctIndex), run)
      case (.binomial, .probit): fill(BinomialKernel<ProbitLink>(trials: trials), run)
      case (.binomial, .complementaryLogLog):
        fill(BinomialKernel<ComplementaryLogLogLink>(trials: trials), run)
      case (.binomial, .log): fill(BinomialKernel<LogLink>(trials: trials), run)
      case (.binomial, .identity): fill(BinomialKernel<IdentityLink>(trials: trials), run)
      case (.binomial, _):
        order == .mode && trials == nil && weights == nil && !isZeroInflated
          ? fillBernoulliMode(run) : fill(BinomialLogitKernel(trials: trials), run)
      }
    return sum.isFinite ? sum : -.infinity
  }

  /// What `evaluate` was asked for.
  private struct Run {
    let rows: Range<Int>
    let eta: UnsafePointer<Double>
    let zeta: UnsafePointer<Double>?
    let order: Order
    let target: RowDerivatives
  }

  /// One loop per kernel and order, so that a mode pays for nothing else.
  private func fill<Kernel: RowKernel>(_ kernel: Kernel, _ run: Run) -> Double {
    if let zeta = run.zeta, isZeroInflated { return fillInflated(kernel, run, zeta) }
    return run.order == .mode ? fillMode(kernel, run) : fillGradient(kernel, run)
  }

  @inline(__always)
  private func jet<Kernel: RowKernel>(
    _ kernel: Kernel, _ row: Int, _ eta: Double, _ weights: UnsafePointer<Double>?, third: Bool
  ) -> RowJet {
    var jet = kernel.jet(row, y: response.base[row], eta: eta, third: third)
    // Where a mean has probability one for the row, its expected information is infinite.
    if usesExpectedWeight && !jet.expected.isFinite { jet = .impossible }
    if let weights { jet.scale(by: weights[row]) }
    return jet
  }

  private func fillMode<Kernel: RowKernel>(_ kernel: Kernel, _ run: Run) -> Double {
    let weights = weights.map { UnsafePointer($0.base) }
    let (score, information) = (run.target.score.base, run.target.information.base)
    let weight = run.target.weight.base
    let isExpected = usesExpectedWeight
    var sum = 0.0
    for row in run.rows {
      let jet = jet(kernel, row, run.eta[row], weights, third: false)
      sum += jet.density
      score[row] = jet.first
      information[row] = -jet.second
      if isExpected { weight[row] = jet.expected }
    }
    return sum
  }

  private func fillGradient<Kernel: RowKernel>(_ kernel: Kernel, _ run: Run) -> Double {
    let weights = weights.map { UnsafePointer($0.base) }
    let target = run.target
    let (score, information) = (target.score.base, target.information.base)
    let (weight, weightSlope) = (target.weight.base, target.weightSlope.base)
    let dispersion = target.dispersion
    let isExpected = usesExpectedWeight
    var sum = 0.0
    for row in run.rows {
      let jet = jet(kernel, row, run.eta[row], weights, third: true)
      sum += jet.density
      score[row] = jet.first
      information[row] = -jet.second
      if isExpected { weight[row] = jet.expected }
      weightSlope[row] = isExpected ? jet.expectedSlope : -jet.third
      if let dispersion {
        dispersion.density.base[row] = jet.dispersion
        dispersion.score.base[row] = jet.dispersionFirst
        dispersion.weight.base[row] = isExpected ? jet.expectedDispersion : -jet.dispersionSecond
      }
    }
    return sum
  }

  /// Yes or no with the logit link, which needs no logarithm of a row: log(1 + e) of many rows is
  /// the logarithm of a product of factors between 1 and 2.
  private func fillBernoulliMode(_ run: Run) -> Double {
    let (score, information) = (run.target.score.base, run.target.information.base)
    let y = response.base
    var sum = 0.0
    var product = 1.0
    for row in run.rows {
      let eta = run.eta[row]
      let small = exp(-abs(eta))
      let larger = 1 / (1 + small)
      let smaller = small * larger
      let (p, q) = eta > 0 ? (larger, smaller) : (smaller, larger)
      sum += (y[row] - (eta > 0 ? 1 : 0)) * eta
      product *= 1 + small
      if product > 1e290 {
        sum -= log(product)
        product = 1
      }
      score[row] = y[row] * q - (1 - y[row]) * p
      information[row] = larger * smaller
    }
    return sum - log(product)
  }

  /// With extra zeros; the weight is the information.
  private func fillInflated<Kernel: RowKernel>(
    _ kernel: Kernel, _ run: Run, _ zeta: UnsafePointer<Double>
  ) -> Double {
    let weights = weights.map { UnsafePointer($0.base) }
    let (target, y) = (run.target, response.base)
    let isGradient = run.order == .gradient
    var sum = 0.0
    for row in run.rows {
      var jet = kernel.jet(row, y: y[row], eta: run.eta[row], third: isGradient)
      var zero = jet.inflate(zeta[row], isZero: y[row] == 0)
      if let weights { jet.scale(by: weights[row], &zero) }
      sum += jet.density
      target.score.base[row] = jet.first
      target.information.base[row] = -jet.second
      guard isGradient else { continue }
      target.weightSlope.base[row] = -jet.third
      if let dispersion = target.dispersion {
        dispersion.density.base[row] = jet.dispersion
        dispersion.score.base[row] = jet.dispersionFirst
        dispersion.weight.base[row] = -jet.dispersionSecond
      }
      if let shares = target.zero {
        shares.density.base[row] = zero.density
        shares.score.base[row] = zero.first
        shares.weight.base[row] = -zero.second
      }
    }
    return sum
  }
}
