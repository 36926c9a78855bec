/// What the work of a case took and gave: one line of JSON, the same that the scripts in
/// `peers` print.
struct CaseResult {
  let name: String
  let timing: RepeatedTiming
  /// The median of the fit alone, the model frame made before.
  var fit: Double?
  var deviance: Double?
  var estimates: [Double] = []
  /// The unit in which differences of the estimates are judged.
  var errors: [Double] = []
  /// Standard deviations and correlations, term by term, and the size of a negative binomial.
  var scales: [Double]?
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
    if let fit { fields.append("\"fit\": \(fit)") }
    if let deviance { fields.append("\"deviance\": \(deviance)") }
    if let scales { fields.append("\"scales\": \(scales)") }
    if let evaluations { fields.append("\"evaluations\": \(evaluations)") }
    if let gradients { fields.append("\"gradients\": \(gradients)") }
    return "{\(fields.joined(separator: ", "))}"
  }
}
