import Glibc
import Numerics

/// Models of the same data side by side: deviance and information criteria.
public struct ModelComparison: Sendable, Codable, Equatable {
  public struct Row: Sendable, Codable, Equatable {
    public let formula: String
    public let parameterCount: Int
    public let logLikelihood: Double
    /// -2 log L, or the REML criterion.
    public let deviance: Double
    public let akaikeInformation: Double
    /// AIC less the smallest of the models compared.
    public let akaikeDifference: Double
    public let bayesianInformation: Double
    /// Nil where there are not at least two more observations than parameters.
    public let correctedAkaikeInformation: Double?
  }

  public let criterion: Criterion
  /// In the order given.
  public let rows: [Row]

  /// - Throws: `InferenceError`: `.nothingToCompare`, `.differentCriteria`, `.differentData`,
  ///   `.differentFixedEffects` (REML).
  public init(_ models: [LinearMixedModel]) throws {
    guard models.count > 1, let first = models.first else {
      throw InferenceError.nothingToCompare
    }
    try Self.requireComparable(models)
    self.init(
      criterion: first.criterion,
      models.map { model in
        Candidate(
          formula: model.specification.formula, parameterCount: model.parameterCount,
          logLikelihood: model.logLikelihood, observationCount: model.observationCount)
      })
  }

  /// What the criteria of a model are computed from.
  struct Candidate {
    let formula: String
    let parameterCount: Int
    let logLikelihood: Double
    let observationCount: Int

    var information: InformationCriteria {
      InformationCriteria(
        deviance: -2 * logLikelihood, parameterCount: parameterCount,
        observationCount: observationCount)
    }
  }

  init(criterion: Criterion, _ candidates: [Candidate]) {
    let smallest = candidates.map(\.information.akaike).reduce(.infinity, min)
    self.criterion = criterion
    rows = candidates.map { candidate in
      let information = candidate.information
      return Row(
        formula: candidate.formula, parameterCount: candidate.parameterCount,
        logLikelihood: candidate.logLikelihood, deviance: information.deviance,
        akaikeInformation: information.akaike,
        akaikeDifference: information.akaike - smallest,
        bayesianInformation: information.bayesian,
        correctedAkaikeInformation: information.correctedAkaike)
    }
  }

  /// Throws unless the criteria of all models measure the same thing.
  static func requireComparable(_ models: [LinearMixedModel]) throws {
    guard let first = models.first else { return }
    for other in models.dropFirst() {
      guard other.criterion == first.criterion else { throw InferenceError.differentCriteria }
      try requireSameData(first.frame, other.frame)
      guard
        first.specification.residualStandardDeviation
          == other.specification.residualStandardDeviation
      else { throw InferenceError.differentData(what: "known residual standard deviation") }
      if first.criterion == .restrictedMaximumLikelihood {
        guard haveSameColumns(first.frame.fixed.matrix, other.frame.fixed.matrix) else {
          throw InferenceError.differentFixedEffects
        }
      }
    }
  }

  static func requireSameData(_ left: ModelFrame, _ right: ModelFrame) throws {
    let differences = [
      ("rows", left.rows != right.rows), ("response", left.response != right.response),
      ("weights", left.weights != right.weights), ("offset", left.offset != right.offset),
    ]
    if let different = differences.first(where: \.1) {
      throw InferenceError.differentData(what: different.0)
    }
  }

  /// The same columns in any order. Another coding of the same model shifts the REML criterion.
  private static func haveSameColumns(_ left: Matrix, _ right: Matrix) -> Bool {
    guard left.columns == right.columns else { return false }
    var unmatched = (0..<right.columns).map { right.column($0) }
    return (0..<left.columns).allSatisfy { index in
      guard let match = unmatched.firstIndex(of: left.column(index)) else { return false }
      unmatched.remove(at: match)
      return true
    }
  }
}

/// Information criteria of a maximised likelihood.
struct InformationCriteria {
  let deviance: Double
  let parameterCount: Int
  let observationCount: Int

  private var parameters: Double { Double(parameterCount) }

  /// -2 log L + 2 k.
  var akaike: Double { deviance + 2 * parameters }

  /// -2 log L + log(n) k (Schwarz 1978).
  var bayesian: Double { deviance + log(Double(observationCount)) * parameters }

  /// AIC + 2 k (k + 1) / (n - k - 1) (Hurvich and Tsai 1989); nil unless n > k + 1.
  var correctedAkaike: Double? {
    let (n, k) = (Double(observationCount), parameters)
    return n > k + 1 ? akaike + 2 * k * (k + 1) / (n - k - 1) : nil
  }
}

extension LinearMixedModel {
  private var criteria: InformationCriteria {
    InformationCriteria(
      deviance: deviance, parameterCount: parameterCount, observationCount: observationCount)
  }

  /// -2 log L + log(n) parameters (Schwarz 1978), n observations also under REML, as lme4.
  public var bayesianInformation: Double { criteria.bayesian }

  /// AIC + 2 k (k + 1) / (n - k - 1) for k parameters (Hurvich and Tsai 1989); nil unless n > k + 1.
  public var correctedAkaikeInformation: Double? { criteria.correctedAkaike }
}
