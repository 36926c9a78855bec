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
/// the integral over omega, by Gauss-Legendre quadrature in asinh(omega / 0.1 u), which spreads the
/// nodes over all sizes of omega from 0.01 to 1.35 u.
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
  ///   - nodes: values of omega.
  ///   - resolution: of the fit at each value.
  /// - Returns: nil with fewer than two forms.
  init?(
    _ model: PersonalModel, nodes: Int = 7, resolution: SeriesPosterior.Resolution = .sensitivity
  ) {
    let forms = model.study.forms(of: model.log.arms)
    guard forms.count > 1 else { return nil }
    self.forms = forms
    let prior = FormsPrior(model, forms: forms)
    let rule = OmegaRule(nodes: nodes, unit: FormsFit.omegaUnit(model))
    var slices = [[Slice]](repeating: [], count: forms.count + 1)
    var logEvidence: [Double] = []
    for (omega, logWeight) in zip(rule.values, rule.logWeights) {
      for target in 0...forms.count {
        guard let series = prior.series(of: model.fit.data, target: target, omega: omega) else {
          return nil
        }
        let posterior = SeriesPosterior(
          series, resolution: resolution, region: model.fit.posterior.region)
        let effect = series.coefficients[1]
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
  private let unit: Double

  private static let reach = 4.5 * FormsFit.omegaScale

  init(nodes: Int, unit: Double) {
    let rule = QuadratureRule.gaussLegendre(count: nodes, over: 0...asinh(10 * OmegaRule.reach))
    self.unit = unit
    places = rule.nodes
    values = rule.nodes.map { 0.1 * unit * sinh($0) }
    logWeights = rule.nodes.indices.map { i in
      log(rule.weights[i] * cosh(rule.nodes[i]))
        + OmegaRule.logPrior(0.1 * sinh(rule.nodes[i]))
    }
  }

  /// Of omega / unit, without a constant that is the same for all.
  private static func logPrior(_ omega: Double) -> Double {
    -0.5 * (omega / FormsFit.omegaScale) * (omega / FormsFit.omegaScale)
  }

  /// The log evidence at the nodes is smooth in asinh(omega): the polynomial through all of them
  /// gives it in between.
  func marginal(_ logEvidence: [Double]) -> MarginalPosterior {
    let grid = IntegratedLikelihood.grid(401, on: 0...OmegaRule.reach)
    let logDensity = grid.map { omega in
      HyperparameterMarginals.interpolate(
        asinh(10 * omega), places, logEvidence, 0..<places.count) + OmegaRule.logPrior(omega)
    }
    return MarginalPosterior(grid: grid.map { $0 * unit }, logDensity: logDensity)
  }
}
