import Glibc
import Numerics
import Tables

/// What is asked of a generalised model's prediction, and how it is put together.
struct GeneralizedPredictionRequest: Sendable {
  let target: PredictionTarget
  var newLevels = NewLevelPolicy.refuse
  let scale: PredictionScale
  let averaging: Bool
  let interval: PredictionInterval
  let level: Double

  /// Whether the columns of the random effects matter.
  var needsRandomEffects: Bool {
    target == .conditional || interval == .observation || averaging
  }

  /// The variance of the linear predictor of a row at known levels, apart from what the
  /// parameters' errors add, and how it moves with the parameters.
  typealias RowError = (variance: Double, gradient: [Double])

  /// - Parameter error: of a row.
  func prediction(
    _ predictor: GeneralizedPredictor, _ rows: GeneralizedRows,
    error: (Int) throws -> RowError
  ) throws -> Prediction {
    try check(predictor)
    let linear = rows.linear
    let unknown =
      target == .conditional ? try newLevels.accepted(predictor.linear.newLevels(linear)) : []
    var eta = predictor.linear.means(linear, target: target)
    if target == .conditional, !rows.series.isEmpty {
      for row in eta.indices { eta[row] += rows.series[row] }
    }
    let zeta = predictor.zeroPredictors(rows)
    let assembly = try eta.indices.map { row in
      try RowPrediction(
        self, predictor, rows, row, eta: eta[row], zeta: zeta.isEmpty ? nil : zeta[row],
        error: interval == .none ? nil : error(row))
    }
    let hasInterval = interval != .none
    var result = Prediction(
      rows: linear.rows, omissions: linear.omissions, means: assembly.map(\.mean),
      standardErrors: hasInterval ? assembly.map(\.standardError) : [],
      lower: hasInterval ? assembly.map(\.lower) : [],
      upper: hasInterval ? assembly.map(\.upper) : [], newLevels: unknown)
    result.findings = findings(predictor, rows)
    return result
  }

  /// - Throws: `InvalidInput` M144, M145 for what does not exist.
  private func check(_ predictor: GeneralizedPredictor) throws(InvalidInput) {
    if interval == .observation && scale == .link {
      throw InvalidInput(
        Finding(
          code: "M144", severity: .error,
          message: "a new observation has no interval on the scale of the link",
          hint: "ask for the scale of the response"))
    }
    let isUnbounded = predictor.law.link == .inverse
    if averaging && scale == .response && isUnbounded {
      throw InvalidInput(
        Finding(
          code: "M145", severity: .error,
          message: "with the inverse link the mean over the random effects does not exist",
          hint: "predict without averaging, or use the logarithm as link"))
    }
  }

  private func findings(
    _ predictor: GeneralizedPredictor, _ rows: GeneralizedRows
  ) -> [Finding] {
    var result: [Finding] = []
    if target == .conditional && predictor.seriesVariance > 0 && rows.series.isEmpty {
      result.append(
        Finding(
          code: "M142", severity: .information,
          message: "the latent series is taken as 0 in the new rows"
            + (interval == .none ? "" : ", its whole variance being in their intervals"),
          hint: "its values are known only for the rows of the fit"))
    }
    if interval == .observation && predictor.law.family == .binomial && rows.trials.isEmpty {
      result.append(
        Finding(
          code: "M143", severity: .information,
          message: "every row counts as a single trial in the intervals of new observations",
          hint: "the table has no column of trials"))
    }
    return result
  }
}

/// The prediction of one row.
struct RowPrediction {
  let mean: Double
  private(set) var standardError = 0.0
  private(set) var lower = 0.0
  private(set) var upper = 0.0

  init(
    _ request: GeneralizedPredictionRequest, _ predictor: GeneralizedPredictor,
    _ rows: GeneralizedRows, _ row: Int, eta: Double, zeta: Double?,
    error: GeneralizedPredictionRequest.RowError?
  ) {
    let unknown = request.unknownVariance(predictor, rows, row)
    let averaged = AveragedMean(law: predictor.law, variance: request.averaging ? unknown : 0)
    let extra = ResponseLaw.extraZero(zeta)
    let plain = averaged.value(eta)
    mean = request.scale == .link ? eta : (1 - extra) * plain
    guard let error else { return }
    let covariance = predictor.linear.coefficientCovariance[...]
    let own = error.variance + LinearPredictor.quadraticForm(covariance, error.gradient)
    // A conditional mean at an unknown level has that level's variance as its own error.
    let isUncertain = request.target == .conditional && !request.averaging
    let variance = max(0, own + (isUncertain ? unknown : 0))
    let quantile = NormalDistribution.standard.quantile(0.5 * (1 - request.level), tail: .upper)
    let width = quantile * variance.squareRoot()
    if request.scale == .link {
      (standardError, lower, upper) = (variance.squareRoot(), eta - width, eta + width)
      return
    }
    let slope = (1 - extra) * averaged.slope(eta)
    if zeta == nil {
      standardError = abs(slope) * variance.squareRoot()
      (lower, upper) = averaged.interval(eta - width, eta + width)
    } else {
      // The delta method in (eta, zeta); the interval on the scale of the logarithm.
      let zeroGradient = predictor.zeroGradient(rows, row: row)
      let zeroSlope = -extra * mean
      let gradient = zip(error.gradient, zeroGradient).map { slope * $0 + zeroSlope * $1 }
      let joint =
        slope * slope * (error.variance + (isUncertain ? unknown : 0))
        + LinearPredictor.quadraticForm(covariance, gradient)
      standardError = max(0, joint).squareRoot()
      let factor = mean > 0 ? exp(quantile * standardError / mean) : 1
      (lower, upper) = (mean / factor, mean * factor)
    }
    if request.interval == .observation {
      let trials = rows.trials(row)
      let mixture = PredictiveMixture(
        predictor.law, predictor: eta, variance: own + unknown, trials: trials, zeta: zeta)
      let unit = predictor.law.family == .binomial ? trials : 1
      lower = mixture.quantile(0.5 * (1 - request.level)) / unit
      upper = mixture.quantile(1 - 0.5 * (1 - request.level)) / unit
    }
  }
}

extension GeneralizedPredictionRequest {
  /// z' Sigma z of the random effects of a row that are not known, and a latent series' variance:
  /// all for the population, those of new levels otherwise.
  func unknownVariance(
    _ predictor: GeneralizedPredictor, _ rows: GeneralizedRows, _ row: Int
  ) -> Double {
    let series = target == .population || rows.series.isEmpty ? predictor.seriesVariance : 0
    return rows.linear.factors.indices.filter {
      target == .population || rows.linear.factors[$0].codes[row] < 0
    }.reduce(series) { $0 + predictor.linear.priorVariance($1, rows.linear, row: row) }
  }
}
