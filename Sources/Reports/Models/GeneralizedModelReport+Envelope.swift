import Figures
import MixedModels

extension GeneralizedModelReport {
  /// The model and everything that was asked of it as `options` of an envelope.
  public var options: [JSONValue.Member] {
    specificationOptions + [
      .init("ci", .string(request.intervals.rawValue)),
      .init("nsim", request.intervals == .bootstrap ? .integer(request.replicates) : .null),
      .init("level", .number(request.level)),
      .init("means", .array(request.means.map { .string($0.joined(separator: ":")) })),
      .init("adjust", .string(request.adjustment.rawValue)),
      .init("anova", JSONValue(request.analysisOfVariance?.rawValue)),
      .init("test", JSONValue(alternative?.specification.formula)),
      .init("checks", .bool(request.checks)),
    ]
  }

  private var specificationOptions: [JSONValue.Member] {
    let specification = model.specification
    return [
      .init("formula", .string(specification.formula)),
      .init("family", .string(model.family.rawValue)), .init("link", .string(model.link.rawValue)),
      .init("criterion", "ML"), .init("agq", .integer(specification.integration.nodes)),
      .init("curvature", .string(model.curvature.rawValue)),
      .init("weights", JSONValue(specification.weights)),
      .init("offset", JSONValue(specification.offset)),
      .init("trials", JSONValue(specification.trials)),
      .init("zero_inflation", JSONValue(specification.zeroInflation)),
    ] + specification.factorOptions + [
      .init("correlation", JSONValue(specification.correlation))
    ]
  }
}
