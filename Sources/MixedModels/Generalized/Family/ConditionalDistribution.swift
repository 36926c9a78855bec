import Glibc
import Numerics

/// The distribution of every row's response given its linear predictor: log densities and their
/// derivatives.
struct ConditionalDistribution: Sendable {
  /// Which derivatives are asked for.
  enum Order: Sendable {
    /// Score, information, and the weight where it is not the information: what a mode needs.
    case mode
    /// All of `RowDerivatives`.
    case gradient
  }

  let family: ResponseFamily
  let link: LinkFunction
  let rowCount: Int
  let response: DoubleBuffer
  /// Trials of a binomial response; nil where each row is one trial.
  let trials: DoubleBuffer?
  /// Case weights; nil where all are 1.
  let weights: DoubleBuffer?
  /// With probability 1 / (1 + exp(-zeta)) a row is zero whatever its mean.
  let isZeroInflated: Bool
  /// The weight of the Laplace approximation is the expected information, and that is not the
  /// information. It is the same with a canonical link, and not available for the NB1 family and
  /// with extra zeros: there the weight is the information.
  let usesExpectedWeight: Bool
  /// The sum of those parts of the log densities that no parameter changes.
  let constant: Double
  /// The distinct responses of the NB2 family, ascending; empty for the others.
  let distinctResponses: [Double]
  /// The place of every row's response in `distinctResponses`.
  let distinctIndex: IndexBuffer

  /// Whether the rows have shares of a dispersion: alpha, or the variance of a normal response.
  var hasDispersion: Bool { family.hasDispersion || family == .gaussian }

  /// - Parameters:
  ///   - response: counts, whole and not negative; events, between zero and the trials; or any
  ///     numbers for the Gaussian family.
  ///   - trials: of the binomial family; empty where every row is one trial.
  ///   - weights: not negative; empty where all are 1.
  init(
    family: ResponseFamily, link: LinkFunction, curvature: Curvature, response: [Double],
    trials: [Double] = [], weights: [Double] = [], isZeroInflated: Bool = false
  ) {
    precondition(family.links.contains(link), "the family does not have this link")
    precondition(
      !family.isCount || response.allSatisfy { $0 >= 0 && $0 == $0.rounded() && $0.isFinite },
      "counts are whole numbers, not negative")
    self.family = family
    self.link = link
    rowCount = response.count
    self.response = DoubleBuffer(response)
    self.trials = trials.isEmpty || family != .binomial ? nil : DoubleBuffer(trials)
    self.weights = weights.isEmpty ? nil : DoubleBuffer(weights)
    self.isZeroInflated = isZeroInflated
    usesExpectedWeight =
      curvature == .expected && family != .negativeBinomial1 && !isZeroInflated
      && !Self.isCanonical(family, link)
    constant = Self.constant(family, response, trials: trials, weights: weights)
    guard family == .negativeBinomial2 else {
      distinctResponses = []
      distinctIndex = IndexBuffer([])
      return
    }
    let sorted = response.indices.sorted { response[$0] < response[$1] }
    var distinct: [Double] = []
    var index = [Int32](repeating: 0, count: response.count)
    for row in sorted {
      if distinct.last != response[row] { distinct.append(response[row]) }
      index[row] = Int32(distinct.count - 1)
    }
    distinctResponses = distinct
    distinctIndex = IndexBuffer(index)
  }

  /// The distributions of another response to the same rows.
  func replacingResponse(_ response: [Double]) -> ConditionalDistribution {
    ConditionalDistribution(
      family: family, link: link, curvature: usesExpectedWeight ? .expected : .observed,
      response: response, trials: trials?.values ?? [], weights: weights?.values ?? [],
      isZeroInflated: isZeroInflated)
  }

  /// Whether the log density is linear in the response times eta.
  private static func isCanonical(_ family: ResponseFamily, _ link: LinkFunction) -> Bool {
    switch family {
    case .gaussian: true
    case .poisson: link == .log
    case .binomial: link == .logit
    case .negativeBinomial1, .negativeBinomial2: false
    }
  }

  private static func constant(
    _ family: ResponseFamily, _ response: [Double], trials: [Double], weights: [Double]
  ) -> Double {
    var sum = 0.0
    for (row, y) in response.enumerated() {
      let part =
        switch family {
        case .binomial: SpecialFunctions.logChoose(trials.isEmpty ? 1 : trials[row], y)
        case .gaussian: -0.5 * log(2 * Double.pi)
        default: -SpecialFunctions.logGamma(y + 1)
        }
      sum += (weights.isEmpty ? 1 : weights[row]) * part
    }
    return sum
  }

  /// What depends on the dispersion alone, computed once for many predictors.
  ///
  /// - Parameter logDispersion: the log of alpha; of the residual variance of the Gaussian family.
  func terms(logDispersion: Double) -> DispersionTerms {
    DispersionTerms(
      logDispersion: logDispersion,
      responses: distinctResponses)
  }
}
