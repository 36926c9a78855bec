import Figures
import MixedModels

extension ModelReport {
  /// The model and everything that was asked of it as `options` of an envelope.
  public var options: [JSONValue.Member] {
    specificationOptions + [
      .init("df", .string(request.degreesOfFreedom.rawValue)),
      .init("information", JSONValue(coefficients.information?.rawValue)),
      .init("ci", .string(request.intervals.rawValue)),
      .init(
        "nsim", request.intervals == .bootstrap ? .integer(request.replicates) : .null),
      .init("level", .number(request.level)),
      .init("means", .array(request.means.map { .string($0.joined(separator: ":")) })),
      .init("adjust", .string(request.adjustment.rawValue)),
      .init("anova", JSONValue(request.analysisOfVariance?.rawValue)),
      .init("test", JSONValue(alternative?.specification.formula)),
    ]
  }

  private var specificationOptions: [JSONValue.Member] {
    let specification = model.specification
    return [
      .init("formula", .string(specification.formula)), .init("family", "gaussian"),
      .init("criterion", .string(specification.criterion.rawValue)),
      .init("weights", JSONValue(specification.weights)),
      .init("offset", JSONValue(specification.offset)),
      .init("sigma", JSONValue(specification.residualStandardDeviation)),
    ] + specification.factorOptions + [
      .init("correlation", JSONValue(specification.correlation)),
      .init("variance", JSONValue(specification.variance)),
    ]
  }

  /// The rows that were left out for want of a value, by column.
  public var excluded: [Envelope.Exclusion] {
    model.frame.exclusions
  }
}

extension MixedModelSpecification {
  /// Levels and contrasts that were given.
  var factorOptions: [JSONValue.Member] {
    [
      .init(
        "levels", .object(levels.map { .init($0.column, .array($0.levels.map(JSONValue.string))) })),
      .init("contrasts", .object(contrasts.map { .init($0.column, .string($0.coding.rawValue)) })),
    ]
  }
}

extension Envelope.Exclusion {
  init(_ omission: ModelFrame.Omission) {
    self.init(
      what: "\(omission.rows) \(omission.rows == 1 ? "row" : "rows")",
      reason: "no value of \(omission.column)")
  }
}
