import Glibc
import Numerics

/// Forms of one treatment drawn towards their common effect:
///
///     beta_form ~ N(beta, omega^2),    beta ~ N(m, s^2) (the study's prior),
///     omega ~ half-normal(0.3 u),      u = S for scores, 1 otherwise
///
/// Given omega the forms' effects are jointly normal a priori, with covariance s^2 + omega^2 [i = j],
/// and the engine of ``SeriesPosterior`` integrates over everything else: each form's effect, or
/// the common one, is made the first coefficient of an ``EffectBasis`` and swept. What remains is
/// the integral over omega, by Gauss-Legendre quadrature in asinh(omega / 0.1 u), in which the
/// evidence is smooth whatever its scale, over the part of 0 to 1.35 u that holds the posterior.
///
/// Arms of one form share its effect. Treatments that are no form of anything keep an effect of
/// their own under the study's prior.
struct FormsFit {
  /// What the mixture over omega needs of one value of it.
  private struct Slice {
    let logWeight: Double
    let likelihood: IntegratedLikelihood
    let prior: Series.Coefficient
  }

  let forms: [(name: String, arms: [Int])]
  /// Posteriors of the forms' effects, in their order.
  let effects: [MarginalPosterior]
  let common: MarginalPosterior
  let omega: MarginalPosterior

  /// The scale of omega's half-normal prior, on a log scale; of scores, in units of S.
  static let omegaScale = 0.3

  private static func omegaUnit(_ model: PersonalModel) -> Double {
    model.study.outcome.kind == .score ? model.scale.standardDeviation : 1
  }

  /// - Parameters:
  ///   - model: the main fit of the log.
  ///   - nodes: values of omega; twice as many for scores, whose fits cost next to nothing.
  ///   - resolution: of the fit at each value.
  /// - Returns: nil with fewer than two forms.
  init?(
    _ model: PersonalModel, nodes: Int = 8, resolution: SeriesPosterior.Resolution = .sensitivity
  ) {
    let forms = model.study.forms(of: model.log.arms)
    guard forms.count > 1 else { return nil }
    self.forms = forms
    let prior = FormsPrior(model, forms: forms)
    let region = model.fit.posterior.region
    func posterior(
      _ target: Int, _ omega: Double, _ resolution: SeriesPosterior.Resolution
    ) -> SeriesPosterior? {
      prior.series(of: model.fit.data, target: target, omega: omega).map {
        SeriesPosterior($0, resolution: resolution, region: region)
      }
    }
    let isGaussian = model.fit.data.series.family == .gaussian
    let rule = OmegaRule(nodes: isGaussian ? 2 * nodes : nodes, unit: FormsFit.omegaUnit(model)) {
      omega in
      posterior(0, omega, .direction)?.logTotalEvidence ?? -.infinity
    }
    var slices = [[Slice]](repeating: [], count: forms.count + 1)
    var logEvidence: [Double] = []
    for (omega, logWeight) in zip(rule.values, rule.logWeights) {
      for target in 0...forms.count {
        guard let posterior = posterior(target, omega, resolution) else { return nil }
        let effect = posterior.series.coefficients[1]
        let likelihood = posterior.integratedLikelihood(of: 1, priors: [effect])
        slices[target].append(Slice(logWeight: logWeight, likelihood: likelihood, prior: effect))
        if target == forms.count {
          logEvidence.append(posterior.posterior(likelihood, prior: effect).logNormalisation)
        }
      }
    }
    effects = forms.indices.map { FormsFit.mixture(slices[$0]) }
    common = FormsFit.mixture(slices[forms.count])
    omega = rule.marginal(logEvidence)
  }

  /// The posterior of one effect with omega integrated out, on the part of the axis where it is
  /// visible.
  private static func mixture(_ slices: [Slice]) -> MarginalPosterior {
    var low = slices.map(\.likelihood.range.lowerBound).min() ?? 0
    var high = slices.map(\.likelihood.range.upperBound).max() ?? 1
    var grid: [Double] = []
    var logDensity: [Double] = []
    for _ in 0..<2 {
      grid = IntegratedLikelihood.grid(401, on: low...high)
      let rows = slices.map { slice -> [Double] in
        let inside = grid.filter(slice.likelihood.range.contains)
        let prior = NormalDistribution(
          mean: slice.prior.mean, standardDeviation: slice.prior.standardDeviation)
        var values = zip(inside, slice.likelihood(inside)).map {
          slice.logWeight + $1 + prior.logDensity($0)
        }.makeIterator()
        return grid.map {
          slice.likelihood.range.contains($0) ? values.next() ?? -.infinity : -.infinity
        }
      }
      logDensity = grid.indices.map { i in logSumExp(rows.map { $0[i] }) }
      let visible = (logDensity.max() ?? 0) - 20
      let first = logDensity.firstIndex { $0 > visible } ?? 0
      let last = logDensity.lastIndex { $0 > visible } ?? grid.count - 1
      low = grid[max(0, first - 1)]
      high = grid[min(grid.count - 1, last + 1)]
    }
    return MarginalPosterior(grid: grid, logDensity: logDensity)
  }

  func estimate(_ model: PersonalModel) -> FormsEstimate {
    let direction = EffectDirection(model.study)
    func row(_ posterior: MarginalPosterior, _ name: String, _ arms: [Int]) -> FormsEstimate.Form {
      let summary = EffectSummary(posterior, direction, level: model.level)
      return FormsEstimate.Form(
        form: name, arms: arms.map { model.log.arms[$0] }, estimate: summary.estimate,
        confidenceLow: summary.low, confidenceHigh: summary.high,
        probabilityOfBenefit: summary.benefit,
        probabilityOfImportantBenefit: summary.importantBenefit)
    }
    let scale = FormsFit.omegaScale * FormsFit.omegaUnit(model)
    return FormsEstimate(
      forms: forms.indices.map { row(effects[$0], forms[$0].name, forms[$0].arms) },
      common: row(common, "all forms", forms.flatMap(\.arms).sorted()),
      omega: ParameterSummary(
        "omega", omega, level: model.level,
        prior: "half-normal(\(shortText(scale)))"))
  }
}

/// The joint prior of the forms' effects given omega, and the series in which one of them, or their
/// common effect, comes first.
private struct FormsPrior {
  private let prior: EffectPrior
  private let forms: [(name: String, arms: [Int])]
  /// Treatments that are no form.
  private let others: [Int]

  init(_ model: PersonalModel, forms: [(name: String, arms: [Int])]) {
    prior = model.study.prior
    self.forms = forms
    let taken = forms.flatMap(\.arms)
    others = (1..<model.log.arms.count).filter { !taken.contains($0) }
  }

  /// - Parameter target: a form, or the number of forms for their common effect, which then joins
  ///   the effects with a column of zeros.
  func series(of data: LogSeries, target: Int, omega: Double) -> Series? {
    let series = data.series
    let isCommon = target == forms.count
    let shared = forms.count + (isCommon ? 1 : 0)
    let count = shared + others.count
    let variance = prior.standardDeviation * prior.standardDeviation
    var covariance = Matrix(rows: count, columns: count)
    for i in 0..<shared {
      for j in 0..<shared { covariance[i, j] = variance }
      if i < forms.count { covariance[i, i] += omega * omega }
    }
    for i in shared..<count { covariance[i, i] = variance }
    var columns = forms.map { form in
      let own = form.arms.map(series.column)
      return (0..<series.nights).map { night in own.reduce(0) { $0 + $1[night] } }
    }
    if isCommon { columns.append([Double](repeating: 0, count: series.nights)) }
    columns += others.map(series.column)
    var contrast = [Double](repeating: 0, count: count)
    contrast[target] = 1
    let mean = [Double](repeating: prior.mean, count: count)
    return EffectBasis(contrast: contrast, mean: mean, covariance: covariance).map {
      series.replacingEffects(data.treatments, columns: columns, in: $0)
    }
  }
}

/// Where omega is looked at, and its marginal posterior from there.
private struct OmegaRule {
  let values: [Double]
  /// Logarithms of quadrature weight times prior density.
  let logWeights: [Double]
  private let places: [Double]
  private let range: ClosedRange<Double>
  private let unit: Double

  private static let reach = 4.5 * FormsFit.omegaScale
  /// Natural logarithms below the best value of omega.
  private static let depth = 7.0

  /// - Parameters:
  ///   - nodes: values of omega.
  ///   - unit: of omega.
  ///   - logEvidence: at a value of omega, roughly: shows where the posterior lies.
  init(nodes: Int, unit: Double, logEvidence: (_ omega: Double) -> Double) {
    self.unit = unit
    let (count, end) = (10, asinh(10 * OmegaRule.reach))
    let candidates = (0..<count).map { end * (Double($0) + 0.5) / Double(count) }
    let values = candidates.map {
      logEvidence(0.1 * unit * sinh($0)) + OmegaRule.logPrior($0) + log(cosh($0))
    }
    let least = (values.max() ?? 0) - OmegaRule.depth
    let first = values.firstIndex { $0 > least } ?? 0
    let last = values.lastIndex { $0 > least } ?? count - 1
    let low = first == 0 ? 0 : candidates[first - 1]
    let high = last == count - 1 ? end : candidates[last + 1]
    let rule = QuadratureRule.gaussLegendre(count: nodes, over: low...high)
    places = rule.nodes
    self.values = rule.nodes.map { 0.1 * unit * sinh($0) }
    logWeights = zip(rule.nodes, rule.weights).map {
      log($1 * cosh($0)) + OmegaRule.logPrior($0)
    }
    range = low...high
  }

  /// Of the omega at a place, without a constant that is the same for all.
  private static func logPrior(_ place: Double) -> Double {
    let scaled = 0.1 * sinh(place) / FormsFit.omegaScale
    return -0.5 * scaled * scaled
  }

  /// The log evidence at the nodes is smooth in the place of omega: the polynomial through all of
  /// them gives it in between.
  func marginal(_ logEvidence: [Double]) -> MarginalPosterior {
    let ends = (0.1 * unit * sinh(range.lowerBound))...(0.1 * unit * sinh(range.upperBound))
    let grid = IntegratedLikelihood.grid(401, on: ends)
    let logDensity = grid.map { omega in
      let place = asinh(10 * omega / unit)
      return HyperparameterMarginals.interpolate(place, places, logEvidence, 0..<places.count)
        + OmegaRule.logPrior(place)
    }
    return MarginalPosterior(grid: grid, logDensity: logDensity)
  }
}
