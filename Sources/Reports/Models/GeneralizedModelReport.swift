import Figures
import MixedModels
import Tables

/// A fitted generalised model as output: the tables of the result, and the page that people read.
///
/// Only what was asked for is there: an optional that is nil has no table.
public struct GeneralizedModelReport: FittedModelReport {
  /// Marginal means on both scales, and their differences.
  public struct Margin: Sendable {
    public let means: MarginalMeans
    public let response: ResponseMeans
    public let differences: ContrastTable
    /// nil with links whose differences are no ratios.
    public let ratios: RatioTable?
  }

  /// Data sets that the checks simulate.
  static let simulations = 250

  public let model: GeneralizedMixedModel
  /// The model that `comparison` is with.
  public let alternative: GeneralizedMixedModel?
  public let request: ModelRequest
  /// Significant digits of the page.
  public let digits: Int
  public let coefficients: CoefficientTable
  public let intervals: ModelIntervals
  /// Random effects, series and dispersion, and the zero inflation, with Wald intervals.
  public let parameters: GeneralizedParameterTable
  public let analysisOfVariance: AnovaTable?
  /// For every margin that was asked for.
  public let margins: [Margin]
  public let comparison: ComparedModels?
  public let checks: SimulatedResiduals?
  /// R squared and intraclass correlations, with the checks.
  public let explained: GeneralizedExplainedVariance?
  /// Why they are not there although the checks are.
  let unexplained: String?
  /// One per grouping factor, where they were asked for.
  public let modes: [ConditionalModes]?
  /// Names of the steps and the seconds that each took.
  public var timings: [ModelReport.NamedNumber]?

  /// Everything that is asked of the model, and its likelihood-ratio test against an alternative.
  /// - Throws: what the inference, the profile and the bootstrap throw.
  public init(
    _ model: GeneralizedMixedModel, _ request: ModelRequest = .init(),
    alternative: GeneralizedMixedModel? = nil, digits: Int = 3
  ) throws {
    self.model = model
    self.alternative = alternative
    self.request = request
    self.digits = digits
    let joint = try model.jointCovariance()
    coefficients = try model.inference(joint: joint).coefficientTable(level: request.level)
    parameters = try model.parameterTable(level: request.level, joint: joint)
    intervals = try ModelIntervals(model, coefficients, parameters, request)
    analysisOfVariance = try request.analysisOfVariance.map { try model.anovaTable($0) }
    margins = try request.means.map { try Margin(model, $0, request) }
    comparison = try alternative.map { try ComparedModels(model, $0) }
    checks =
      request.checks
      ? model.simulatedResiduals(
        simulations: Self.simulations, seed: request.seed, jobs: request.jobs) : nil
    (explained, unexplained) = request.checks ? try Self.explanation(model) : (nil, nil)
    modes = request.conditionalModes ? try model.conditionalModes() : nil
  }
}

extension GeneralizedModelReport.Margin {
  fileprivate init(
    _ model: GeneralizedMixedModel, _ factors: [String], _ request: ModelRequest
  ) throws {
    means = try model.marginalMeans(of: factors, level: request.level)
    response = means.responseScale(model.link)
    differences = try means.pairwiseDifferences(adjustment: request.adjustment)
    let hasRatios = EffectScale(family: model.family, link: model.link).ratio != nil
    ratios = hasRatios ? try differences.ratios(model.link) : nil
  }
}

extension GeneralizedModelReport {
  public var observationCount: Int { model.observationCount }
  /// The rows that were left out for want of a value, by column.
  public var excluded: [Envelope.Exclusion] { model.frame.exclusions }
  /// The order of the levels of every factor of the fixed effects.
  public var levelNotes: [String] { model.frame.levelNotes }
  /// What is worth knowing of the data and of the fit.
  public var findings: [Finding] { model.frame.findings + (checks?.findings ?? []) }

  var scale: EffectScale { EffectScale(family: model.family, link: model.link) }
  var text: ModelText { ModelText(digits: digits, level: request.level) }

  private static func explanation(
    _ model: GeneralizedMixedModel
  ) throws -> (GeneralizedExplainedVariance?, String?) {
    do {
      return (try model.explainedVariance(), nil)
    } catch let error as InvalidInput {
      return (nil, error.findings.first?.message)
    } catch let error as MixedModelError {
      return (nil, "the model without predictors: \(error.finding.message)")
    }
  }

  /// The interval of a fixed effect on the scale of the link.
  func interval(_ index: Int) -> ModelIntervals.Interval { intervals[.fixedEffect(index)] }

  public func savedText() throws -> String {
    try SavedFit.generalized(SavedGeneralizedModel(model)).fileText()
  }

  /// Modes of the random effects, profiles where intervals come from them, or randomised quantile
  /// residuals, which are normal where the model is true.
  public func figure(_ kind: Figure.Kind) throws -> Figure? {
    try figure(
      kind, modes: try modes ?? model.conditionalModes(), profiles: intervals.profiles,
      residuals: ModelFigures.residuals(
        rows: model.frame.rows.map { $0 + 1 }, fitted: model.fittedValues(),
        residuals: model.quantileResiduals(seed: request.seed),
        response: model.frame.responseName))
  }
}
