/// What the work of a case took and gave: one line of JSON, the same that `peers/lme4.R` prints.
struct CaseResult {
  let name: String
  let timing: RepeatedTiming
  var deviance: Double?
  var estimates: [Double] = []
  /// The unit in which differences of the estimates are judged.
  var errors: [Double] = []
  var evaluations: Int?
  var gradients: Int?

  init(name: String, timing: RepeatedTiming) {
    self.name = name
    self.timing = timing
  }

  var json: String {
    var fields = [
      "\"case\": \"\(name)\"", "\"repeats\": \(timing.seconds.count)",
      "\"median\": \(timing.median)", "\"minimum\": \(timing.minimum)",
      "\"estimates\": \(estimates)", "\"errors\": \(errors)",
    ]
    if let deviance { fields.append("\"deviance\": \(deviance)") }
    if let evaluations { fields.append("\"evaluations\": \(evaluations)") }
    if let gradients { fields.append("\"gradients\": \(gradients)") }
    return "{\(fields.joined(separator: ", "))}"
  }
}
