import Numerics
import TestSupport

/// One row of the reference table: a function, its arguments, and its value in 40 digits.
struct ReferenceRow: CustomStringConvertible {
  let function: String
  let x: Double
  let parameters: [Double]
  let tail: Tail
  let isLog: Bool
  /// Nil where the table has only R's value: the quantiles of discrete distributions.
  let highPrecision: Double?
  let fromR: Double?

  init(_ fields: [String: String]) {
    function = fields["fn"] ?? ""
    x = Double(fields["x"] ?? "") ?? .nan
    parameters = ["p1", "p2", "p3"].compactMap { fields[$0].flatMap(Double.init) }
    tail = fields["lower"] == "1" ? .lower : .upper
    isLog = fields["log"] == "1"
    highPrecision = fields["hp_value"].flatMap(Double.init)
    fromR = fields["r_value"].flatMap(Double.init)
  }

  static func all() throws -> [ReferenceRow] {
    try Reference.rows("expected/distributions.csv").map(ReferenceRow.init)
  }

  var description: String { "\(function)(\(x), \(parameters), \(tail), log: \(isLog))" }

  /// The same value from `Numerics`.
  var computed: Double? {
    if let special { return special }
    if let distribution { return evaluate(distribution) }
    if let distribution = discrete[String(function.dropFirst())] {
      return evaluate(distribution())
    }
    return nil
  }

  /// The continuous distribution of the row.
  var distribution: (any ContinuousDistribution)? {
    continuous[String(function.dropFirst())]?()
  }

  private var continuous: [String: () -> any ContinuousDistribution] {
    let p = parameters
    return [
      "norm": { NormalDistribution.standard },
      "t": { StudentTDistribution(degreesOfFreedom: p[0]) },
      "chisq": { ChiSquaredDistribution(degreesOfFreedom: p[0]) },
      "f": {
        FDistribution(numeratorDegreesOfFreedom: p[0], denominatorDegreesOfFreedom: p[1])
      },
      "gamma": { GammaDistribution(shape: p[0], rate: p[1]) },
      "t_ncp": { NoncentralTDistribution(degreesOfFreedom: p[0], noncentrality: p[1]) },
      "chisq_ncp": {
        NoncentralChiSquaredDistribution(degreesOfFreedom: p[0], noncentrality: p[1])
      },
      "f_ncp": {
        NoncentralFDistribution(
          numeratorDegreesOfFreedom: p[0], denominatorDegreesOfFreedom: p[1],
          noncentrality: p[2])
      },
      "tukey": { StudentizedRangeDistribution(groups: Int(p[0]), degreesOfFreedom: p[1]) },
      "beta": { BetaDistribution(shape1: p[0], shape2: p[1]) },
    ]
  }

  private var discrete: [String: () -> any DiscreteDistribution] {
    let p = parameters
    return [
      "pois": { PoissonDistribution(mean: p[0]) },
      "binom": { BinomialDistribution(size: p[0], probability: p[1]) },
      "nbinom_mu": { NegativeBinomialDistribution(size: p[0], mean: p[1]) },
    ]
  }

  private func evaluate(_ distribution: any ContinuousDistribution) -> Double {
    switch (function.first, isLog) {
    case ("p", false): distribution.cumulative(x, tail: tail)
    case ("p", true): distribution.logCumulative(x, tail: tail)
    case ("q", false): distribution.quantile(x, tail: tail)
    case ("q", true): distribution.quantile(logProbability: x, tail: tail)
    case (_, false): distribution.density(x)
    case (_, true): distribution.logDensity(x)
    }
  }

  private func evaluate(_ distribution: any DiscreteDistribution) -> Double {
    switch (function.first, isLog) {
    case ("p", false): distribution.cumulative(x, tail: tail)
    case ("p", true): distribution.logCumulative(x, tail: tail)
    case ("q", _): distribution.quantile(x, tail: tail)
    case (_, false): distribution.density(x)
    case (_, true): distribution.logDensity(x)
    }
  }

  private var special: Double? {
    switch function {
    case "lgamma": SpecialFunctions.logGamma(x)
    case "digamma": SpecialFunctions.digamma(x)
    case "trigamma": SpecialFunctions.trigamma(x)
    case "lbeta": SpecialFunctions.logBeta(x, parameters[0])
    case "lchoose": SpecialFunctions.logChoose(x, parameters[0])
    default: nil
    }
  }
}
