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
    let smallest = models.map(\.akaikeInformation).reduce(.infinity, min)
    criterion = first.criterion
    rows = models.map { model in
      Row(
        formula: model.specification.formula, parameterCount: model.parameterCount,
        logLikelihood: model.logLikelihood, deviance: model.deviance,
        akaikeInformation: model.akaikeInformation,
        akaikeDifference: model.akaikeInformation - smallest,
        bayesianInformation: model.bayesianInformation,
        correctedAkaikeInformation: model.correctedAkaikeInformation)
    }
  }

  /// Throws unless the criteria of all models measure the same thing.
  static func requireComparable(_ models: [LinearMixedModel]) throws {
    guard let first = models.first else { return }
    for other in models.dropFirst() {
      guard other.criterion == first.criterion else { throw InferenceError.differentCriteria }
      try requireSameData(first, other)
      if first.criterion == .restrictedMaximumLikelihood {
        guard haveSameColumns(first.frame.fixed.matrix, other.frame.fixed.matrix) else {
          throw InferenceError.differentFixedEffects
        }
      }
    }
  }

  private static func requireSameData(
    _ left: LinearMixedModel, _ right: LinearMixedModel
  ) throws {
    let differences = [
      ("rows", left.frame.rows != right.frame.rows),
      ("response", left.frame.response != right.frame.response),
      ("weights", left.frame.weights != right.frame.weights),
      ("offset", left.frame.offset != right.frame.offset),
      (
        "known residual standard deviation",
        left.specification.residualStandardDeviation
          != right.specification.residualStandardDeviation
      ),
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

extension LinearMixedModel {
  /// -2 log L + log(n) parameters (Schwarz 1978), n observations also under REML, as lme4.
  public var bayesianInformation: Double {
    deviance + log(Double(observationCount)) * Double(parameterCount)
  }

  /// AIC + 2 k (k + 1) / (n - k - 1) for k parameters (Hurvich and Tsai 1989); nil unless n > k + 1.
  public var correctedAkaikeInformation: Double? {
    let (n, k) = (Double(observationCount), Double(parameterCount))
    return n > k + 1 ? akaikeInformation + 2 * k * (k + 1) / (n - k - 1) : nil
  }
}
