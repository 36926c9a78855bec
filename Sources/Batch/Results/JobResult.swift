import Figures
import Reports
import Tables

/// What the journal and the summary keep of a job that was run.
public struct JobResult: Sendable, Equatable {
  public let exitCode: Int
  public let effect: JobEffect
  /// The first finding of a job that failed.
  public let code: String?
  public let message: String?

  static let count = 12

  init(_ outcome: JobOutcome) {
    exitCode = Int(outcome.status)
    effect = JobEffect(outcome.envelope)
    let worst = outcome.envelope.findings.max { $0.severity < $1.severity }?.severity
    let finding =
      exitCode == 0 ? nil : outcome.envelope.findings.first { $0.severity == worst }
    code = finding?.code
    message = finding?.message
  }

  /// As members of an object, the columns of the summary.
  var members: [JSONValue.Member] {
    [
      .init("exit_code", .integer(exitCode)), .init("verdict", JSONValue(effect.verdict)),
      .init("arm", JSONValue(effect.arm)), .init("scale", JSONValue(effect.scale)),
      .init("estimate", JSONValue(effect.estimate)),
      .init("conf_low", JSONValue(effect.confidenceLow)),
      .init("conf_high", JSONValue(effect.confidenceHigh)),
      .init("p_benefit", JSONValue(effect.benefit)),
      .init("p_mcid", JSONValue(effect.importantBenefit)),
      .init("nights", JSONValue(effect.nights)), .init("code", JSONValue(code)),
      .init("message", JSONValue(message)),
    ]
  }

  /// Reads it back.
  init?(_ json: JSONValue) {
    guard let status = json["exit_code"]?.integer else { return nil }
    exitCode = status
    code = json["code"]?.text
    message = json["message"]?.text
    var effect = JobEffect()
    effect.verdict = json["verdict"]?.text
    effect.arm = json["arm"]?.text
    effect.scale = json["scale"]?.text
    effect.estimate = json["estimate"]?.double
    effect.confidenceLow = json["conf_low"]?.double
    effect.confidenceHigh = json["conf_high"]?.double
    effect.benefit = json["p_benefit"]?.double
    effect.importantBenefit = json["p_mcid"]?.double
    effect.nights = json["nights"]?.integer
    self.effect = effect
  }
}
