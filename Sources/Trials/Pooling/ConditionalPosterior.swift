import Glibc

/// mu given tau: normal, with the marginal likelihood of tau.
///
/// With w_i = 1 / (v_i + tau^2) and prior precision q (0 where flat): precision W = sum w + q,
/// mean m = (sum w y + q m0) / W, and
/// -2 log L(tau) = sum log(v_i + tau^2) + log W + sum w (y - m)^2 + q (m - m0)^2 + constant.
struct ConditionalPosterior {
  let mean: Double
  let standardDeviation: Double
  let logLikelihood: Double

  init(_ effects: [StudyEffect], tauSquared: Double, meanPrior: BayesianPooling.MeanPrior) {
    var (center, precision) = (effects[0].estimate, 0.0)
    if case .normal(let mean, let deviation) = meanPrior {
      (center, precision) = (mean, 1 / (deviation * deviation))
    }
    var (total, sum, logarithms) = (precision, 0.0, 0.0)
    for effect in effects {
      let variance = effect.variance + tauSquared
      total += 1 / variance
      sum += (effect.estimate - center) / variance
      logarithms += log(variance)
    }
    let shift = sum / total
    var squares = precision * shift * shift
    for effect in effects {
      let residual = effect.estimate - center - shift
      squares += residual * residual / (effect.variance + tauSquared)
    }
    mean = center + shift
    standardDeviation = (1 / total).squareRoot()
    logLikelihood = -0.5 * (logarithms + log(total) + squares)
  }
}
