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

extension HeterogeneityPrior {
  /// As it is written on the command line: `hn:0.5`.
  var specification: String {
    switch self {
    case .halfNormal(let scale): "hn:\(scale)"
    case .halfCauchy(let scale): "hc:\(scale)"
    case .logNormal(let location, let scale): "ln:\(location),\(scale)"
    case .logStudentT(let location, let scale, let freedom): "lt:\(location),\(scale),\(freedom)"
    }
  }

  /// "half-normal with scale 0.5".
  func words(digits: Int) -> String {
    func text(_ number: Double) -> String { DecimalText.brief(number, digits: digits) }
    switch self {
    case .halfNormal(let scale): return "half-normal with scale \(text(scale))"
    case .halfCauchy(let scale): return "half-Cauchy with scale \(text(scale))"
    case .logNormal(let location, let scale):
      return "log-normal of tau squared with location \(text(location)) and scale \(text(scale))"
    case .logStudentT(let location, let scale, let freedom):
      return
        "log-t of tau squared with location \(text(location)), scale \(text(scale)) and "
        + "\(text(freedom)) degrees of freedom"
    }
  }
}
