@testable import MixedModels

/// One row of a response family, evaluated alone.
struct FamilyRow {
  var family: ResponseFamily
  var link: LinkFunction
  var response: Double
  var trials = 1.0
  var weight = 1.0
  var eta: Double
  var logDispersion = 0.0
  var zeta: Double?
  var curvature = Curvature.observed

  /// What `ConditionalDistribution` says about the row.
  struct Values {
    var density: Double
    var constant: Double
    var score: Double
    var information: Double
    var weight: Double
    var weightSlope: Double
    /// Of the dispersion, then of the extra zeros: density, score, weight.
    var dispersion: [Double]
    var zero: [Double]
  }

  func evaluate(order: ConditionalDistribution.Order = .gradient) -> Values {
    let distribution = ConditionalDistribution(
      family: family, link: link, curvature: curvature, response: [response],
      trials: family == .binomial ? [trials] : [], weights: weight == 1 ? [] : [weight],
      isZeroInflated: zeta != nil)
    let target = RowDerivatives(distribution)
    let zetas = [zeta ?? 0]
    let density = zetas.withUnsafeBufferPointer { zetas in
      distribution.evaluate(
        0..<1, eta: [eta], zeta: zeta == nil ? nil : zetas.baseAddress,
        distribution.terms(logDispersion: logDispersion), order: order, into: target)
    }
    func values(_ shares: RowDerivatives.Shares?) -> [Double] {
      shares.map { [$0.density.base[0], $0.score.base[0], $0.weight.base[0]] } ?? []
    }
    return Values(
      density: density, constant: distribution.constant, score: target.score.base[0],
      information: target.information.base[0], weight: target.weight.base[0],
      weightSlope: target.weightSlope.base[0], dispersion: values(target.dispersion),
      zero: values(target.zero))
  }

  func with(_ change: (inout FamilyRow) -> Void) -> FamilyRow {
    var row = self
    change(&row)
    return row
  }
}

extension FamilyRow {
  /// Rows of every family and link, with and without extra zeros.
  static let grid: [FamilyRow] = {
    var rows: [FamilyRow] = []
    for family in ResponseFamily.allCases {
      for link in family.links {
        for eta in predictors(family, link) {
          for (response, trials) in responses(family) {
            for zeta in family == .gaussian ? [nil] : [nil, -1.5, 0.8] {
              for phi in family.hasDispersion || family == .gaussian ? [-3, 0.4, 2.5] : [0] {
                rows.append(
                  FamilyRow(
                    family: family, link: link, response: response, trials: trials,
                    weight: zeta == nil ? 1 : 1.7, eta: eta, logDispersion: phi, zeta: zeta))
              }
            }
          }
        }
      }
    }
    return rows
  }()

  private static func responses(_ family: ResponseFamily) -> [(Double, Double)] {
    switch family {
    case .gaussian: [(-1.5, 1), (2, 1)]
    case .binomial: [(0, 1), (1, 1), (0, 12), (4.5, 12)]
    default: [(0, 1), (1, 1), (2, 1), (11, 1), (60, 1)]
    }
  }

  private static func predictors(_ family: ResponseFamily, _ link: LinkFunction) -> [Double] {
    switch link {
    case .log: family == .binomial ? [-3, -0.4] : [-2, 0.5, 3]
    case .squareRoot: [-1.2, 0.7, 4]
    case .inverse: [0.1, 1.4]
    case .identity: family == .binomial ? [0.1, 0.7] : [0.6, 8]
    case .logit, .complementaryLogLog: [-2.5, -0.7, 0.9]
    case .probit: [-3.1, -0.7, 1.1, 2.8]
    }
  }
}
