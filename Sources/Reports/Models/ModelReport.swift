import Figures
import MixedModels

/// A fitted model as output: the tables of the result, and the page that people read.
///
/// Only what was asked for is there: an optional that is nil has no table.
public struct ModelReport: FittedModelReport {
  /// A number with its name.
  public struct NamedNumber: Sendable, Equatable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  public let model: LinearMixedModel
  /// The model that `comparison` is with.
  public let alternative: LinearMixedModel?
  public let request: ModelRequest
  /// Significant digits of the page.
  public let digits: Int
  public let coefficients: CoefficientTable
  public let intervals: ModelIntervals
  public let analysisOfVariance: AnovaTable?
  /// Marginal means and their differences, for every margin that was asked for.
  public let margins: [(means: MarginalMeans, differences: ContrastTable)]
  public let comparison: ComparedModels?
  /// R squared and intraclass correlations.
  public let explained: ExplainedVariance
  public let diagnostics: ModelDiagnostics
  /// One per grouping factor, where they were asked for.
  public let modes: [ConditionalModes]?
  /// Names of the steps and the seconds that each took.
  public var timings: [NamedNumber]?

  /// Everything that is asked of the model, and its likelihood-ratio test against an alternative.
  /// - Throws: what the inference, the profile and the bootstrap throw.
  public init(
    _ model: LinearMixedModel, _ request: ModelRequest = .init(),
    alternative: LinearMixedModel? = nil, digits: Int = 3
  ) throws {
    self.model = model
    self.alternative = alternative
    self.request = request
    self.digits = digits
    let inference = try model.inference(
      request.degreesOfFreedom, information: request.information)
    coefficients = inference.coefficientTable(level: request.level)
    intervals = try ModelIntervals(model, coefficients, request)
    analysisOfVariance = try request.analysisOfVariance.map {
      try model.anovaTable(
        $0, method: request.degreesOfFreedom, information: request.information)
    }
    margins = try request.means.map { factors in
      let means = try model.marginalMeans(
        of: factors, method: request.degreesOfFreedom, information: request.information,
        level: request.level)
      return (means, try means.pairwiseDifferences(adjustment: request.adjustment))
    }
    comparison = try alternative.map { try ComparedModels(model, $0) }
    explained = try model.explainedVariance()
    diagnostics = try model.diagnostics()
    modes = request.conditionalModes ? try model.conditionalModes() : nil
  }
}

extension ModelReport {
  public var observationCount: Int { model.observationCount }

  /// Every standard deviation and correlation, with its interval where there is one.
  var varianceComponents: [VarianceComponent] { VarianceComponent.all(model, intervals) }

  var text: ModelText { ModelText(digits: digits, level: request.level) }
}
