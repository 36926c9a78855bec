import Figures
import Trials

extension PoolingPlan {
  /// What decides the effects, as `options` of an envelope.
  public var effectOptions: [JSONValue.Member] {
    [
      .init("group", JSONValue(group)), .init("outcome", JSONValue(outcome)),
      .init("timepoint", JSONValue(timepoint)), .init("measure", JSONValue(measure?.name)),
      .init("values", .string(prefersChanges ? "changes" : "final")),
      .init("r_grid", .array(correlations.map(JSONValue.number))),
      .init("level", .number(confidenceLevel)),
    ]
  }

  /// The same with what decides how they are pooled.
  /// - Parameter prior: of tau; nil where it follows from the effects.
  public func poolingOptions(prior: HeterogeneityPrior?) -> [JSONValue.Member] {
    effectOptions + [
      .init("tau", .string(estimator.rawValue.lowercased())), .init("ci", .string(test.name)),
      .init("bayes", JSONValue(prior?.specification)),
      .init("mid", JSONValue(minimalImportantDifference)), .init("by", JSONValue(subgroups)),
      .init("mods", .array(moderators.map(JSONValue.string))),
    ]
  }
}

extension Pooling.Test {
  /// The name on the command line.
  public var name: String {
    switch self {
    case .normal: "wald"
    case .studentT: "t"
    case .knappHartung: "hksj"
    case .flooredKnappHartung: "hksj-floor"
    }
  }
}
