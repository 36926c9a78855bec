import Glibc
import Trials

/// The times of one estimator, and what it gave.
struct PoolingTimes {
  private let estimator: HeterogeneityEstimator
  /// Processor time of one pass over all analyses, ascending.
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
      let start = Self.processorSeconds
      for effects in analyses { sum += try PoolingAnswer(pooling, effects).estimate }
      seconds.append(Self.processorSeconds - start)
      precondition(sum.isFinite, "all analyses are pooled")
    }
    self.seconds = seconds.sorted()
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  var json: String {
    let median = (seconds[(seconds.count - 1) / 2] + seconds[seconds.count / 2]) / 2
    return "{\"estimator\": \"\(estimator.rawValue)\", \"passes\": \(seconds.count), "
      + "\"median\": \(median), \"minimum\": \(seconds[0]), "
      + "\"answers\": \(answers.map(\.numbers))}"
  }
}
