import Trials

/// The times of one estimator, and what it gave.
struct PoolingTimes {
  private let estimator: HeterogeneityEstimator
  /// Of one pass over all analyses, ascending.
  private let seconds: [Double]
  private let answers: [PoolingAnswer]

  init(
    _ estimator: HeterogeneityEstimator, _ analyses: [[StudyEffect]], passes: Int
  ) throws {
    self.estimator = estimator
    let pooling = Pooling(model: .randomEffects(estimator), test: .knappHartung)
    answers = try analyses.map { try PoolingAnswer(pooling, $0) }
    var seconds: [Double] = []
    for _ in 0..<passes {
      var sum = 0.0
      let time = try ContinuousClock().measure {
        for effects in analyses { sum += try PoolingAnswer(pooling, effects).estimate }
      }
      precondition(sum.isFinite, "all analyses are pooled")
      seconds.append(Double(time.components.attoseconds) * 1e-18 + Double(time.components.seconds))
    }
    self.seconds = seconds.sorted()
  }

  var json: String {
    let median = (seconds[(seconds.count - 1) / 2] + seconds[seconds.count / 2]) / 2
    return "{\"estimator\": \"\(estimator.rawValue)\", \"passes\": \(seconds.count), "
      + "\"median\": \(median), \"minimum\": \(seconds[0]), "
      + "\"answers\": \(answers.map(\.numbers))}"
  }
}
