import Glibc
import Numerics

/// The product over studies of the integral of P(a_i | margins; theta + tau z) over z ~ N(0, 1), P
/// the noncentral hypergeometric distribution.
///
/// By Gauss-Hermite quadrature around the mode of each integrand, which is log-concave in z. The
/// parameters are theta and tau, of any sign, so that tau = 0 is an ordinary stationary point.
///
/// Source: Stijnen, Hamza and Ozdemir (2010), equation 12; Liu and Pierce (1994) for the
/// quadrature.
struct ConditionalExactModel {
  let studies: [ConditionalStudy]
  private let rule: QuadratureRule

  init(_ tables: [TwoGroupEvents], nodes: Int) {
    studies = tables.map { ConditionalStudy($0) }
    rule = .standardNormal(count: nodes)
  }

  /// -2 log L with its gradient and Hessian in (theta, tau).
  struct Evaluation {
    var deviance = 0.0
    var gradient = [0.0, 0.0]
    var hessian = Matrix(rows: 2, columns: 2)
  }

  /// With s = (1, z) and l the log probability at theta + tau z,
  ///
  ///     d log L_i = E(l's),   d2 log L_i = E((l'' + l'^2) s s') - E(l's) E(l's)',
  ///
  /// the expectations over z given a_i.
  func evaluate(theta: Double, tau: Double) -> Evaluation {
    var sum = Evaluation()
    for study in studies {
      let (mode, scale) = study.mode(theta: theta, tau: tau)
      let points = rule.nodes.map { node in
        let z = mode + scale * node
        return (node: node, z: z, moments: study.moments(theta + tau * z))
      }
      let logs = points.map { $0.moments.logProbability + 0.5 * ($0.node * $0.node - $0.z * $0.z) }
      let largest = logs.max() ?? 0
      var (total, slope, bend) = (0.0, [0.0, 0.0], [0.0, 0.0, 0.0])
      for (place, point) in points.enumerated() {
        let weight = rule.weights[place] * exp(logs[place] - largest)
        let first = study.excess(point.moments)
        let second = first * first - point.moments.variance
        total += weight
        slope[0] += weight * first
        slope[1] += weight * first * point.z
        bend[0] += weight * second
        bend[1] += weight * second * point.z
        bend[2] += weight * second * point.z * point.z
      }
      slope = slope.map { $0 / total }
      bend = bend.map { $0 / total }
      sum.deviance -= 2 * (largest + log(total * scale))
      for i in 0..<2 {
        sum.gradient[i] -= 2 * slope[i]
        for j in 0..<2 { sum.hessian[i, j] -= 2 * (bend[i + j] - slope[i] * slope[j]) }
      }
    }
    return sum
  }

  /// - Throws: `EffectError.notComputed`.
  func fit() throws -> CountFit {
    let common = try commonEffect()
    var best = (theta: common.theta, tau: 0.0, evaluation: common.evaluation)
    for start in [0.1, 0.7] {
      guard let found = try? climb(theta: common.theta, tau: start) else { continue }
      if found.evaluation.deviance < best.evaluation.deviance - 1e-9 { best = found }
    }
    let hessian = best.evaluation.hessian
    // A tau of 0 is on its limit and has no part in the covariance.
    let determinant =
      best.tau == 0
      ? hessian[0, 0] : hessian[0, 0] - hessian[0, 1] * hessian[0, 1] / hessian[1, 1]
    guard determinant > 0 else { throw EffectError.notComputed(measure: .oddsRatio) }
    let saturated = try SaturatedCounts(studies)
    return CountFit(
      estimate: best.theta, variance: 2 / determinant, heterogeneityDeviation: best.tau,
      logLikelihood: -0.5 * best.evaluation.deviance, parameterCount: 2,
      observationCount: studies.count, waldStatistic: saturated.waldStatistic,
      likelihoodRatioStatistic: common.evaluation.deviance + 2 * saturated.logLikelihood)
  }

  private func commonEffect() throws -> (theta: Double, evaluation: Evaluation) {
    let theta = try ConditionalStudy.maximum(of: studies)
    return (theta, evaluate(theta: theta, tau: 0))
  }

  private func climb(
    theta: Double, tau: Double
  ) throws -> (theta: Double, tau: Double, evaluation: Evaluation) {
    let minimum = try TrustRegion(decrementTolerance: 1e-16, initialRadius: 0.5).minimize(
      from: [theta, tau], value: { evaluate(theta: $0[0], tau: $0[1]).deviance },
      derivatives: { point in
        let evaluation = evaluate(theta: point[0], tau: point[1])
        return TrustRegion.Derivatives(
          gradient: evaluation.gradient, hessian: evaluation.hessian)
      })
    let deviation = abs(minimum.argument[1])
    return (
      minimum.argument[0], deviation, evaluate(theta: minimum.argument[0], tau: deviation)
    )
  }
}
