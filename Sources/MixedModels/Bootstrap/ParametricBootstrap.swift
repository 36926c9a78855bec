/// Refits of a model to responses simulated from it.
public struct ParametricBootstrap: Sendable {
  /// A simulated response to which the model could not be fitted.
  public struct Failure: Sendable, Equatable {
    public let replicate: Int
    public let reason: String
  }

  /// The model that was simulated, at whose estimates intervals are centred.
  public let model: LinearMixedModel
  public let seed: UInt64
  /// The data sets simulated, those included that could not be fitted.
  public let replicates: Int
  /// The numbers of the replicates that were fitted, ascending. The arrays below have an element,
  /// or as many elements as named, for each of these.
  public let fitted: [Int]
  public let deviances: [Double]
  /// beta: p elements a replicate.
  public let coefficients: [Double]
  /// The standard errors of beta: p elements a replicate.
  public let standardErrors: [Double]
  /// The covariance parameters: as many a replicate as `CovarianceParameters.vector` has.
  public let parameters: [Double]
  public let sigmas: [Double]
  public let failures: [Failure]

  /// The values of a parameter over the fitted replicates. Replicates in which a correlation does
  /// not exist, since a random effect does not vary there, are left out.
  public func values(of parameter: ModelParameter) -> [Double] {
    if case .fixedEffect(let index) = parameter {
      let width = model.coefficients.count
      return fitted.indices.map { coefficients[$0 * width + index] }
    }
    let layout = ParameterLayout(model.frame.random)
    let width = model.parameters.vector.count
    return fitted.indices.compactMap { row in
      layout.value(
        of: parameter, parameters: Array(parameters[(row * width)..<((row + 1) * width)]),
        sigma: sigmas[row])
    }
  }

  /// The interval that holds a share of the values of a parameter; nil where there are none.
  public func interval(
    of parameter: ModelParameter, level: Double = 0.95, kind: SampleInterval.Kind = .equalTailed
  ) -> SampleInterval? {
    SampleInterval(values(of: parameter), level: level, kind: kind)
  }
}
