import Numerics

/// The sequences of arms in which no arm occurs more than `maximumRun` times in a row.
///
/// Every such sequence is equally likely. The number of ways to go on, with r nights left and the
/// current run at length l, is W(0, l) = 1 and
/// W(r, l) = (k - 1) W(r - 1, 1) + [l < maximumRun] W(r - 1, l + 1) for k arms; there are
/// k W(n - 1, 1) sequences of n nights. Going forward with these weights draws uniformly.
struct NightlySchedules: Sendable {
  let nights: Int
  let arms: Int
  let maximumRun: Int
  /// Number of sequences, exact below 2^53, possibly infinite.
  let count: Double
  /// Probability that the next night switches, by nights left (from 1) and length of the run.
  private let switchProbability: [[Double]]

  init(nights: Int, arms: Int, maximumRun: Int) {
    precondition(nights > 0 && arms > 1 && maximumRun > 0, "no schedule to draw")
    self.nights = nights
    self.arms = arms
    let longest = min(maximumRun, nights)
    self.maximumRun = longest
    var ways = [Double](repeating: 1, count: longest)
    var scale = 1.0
    var probability = [[Double]]()
    for _ in 1..<nights {
      let switching = Double(arms - 1) * ways[0]
      let next = (1...longest).map { switching + ($0 < longest ? ways[$0] : 0) }
      probability.append(next.map { switching / $0 })
      // Powers of two keep the count exact and the rows finite.
      let shrink = next[0] > 0x1p500 ? 0x1p-500 : 1
      ways = next.map { $0 * shrink }
      scale /= shrink
    }
    switchProbability = probability
    count = Double(arms) * ways[0] * scale
  }

  /// Whether a sequence keeps the run limit.
  func admits(_ schedule: [Int]) -> Bool {
    var run = 0
    for night in schedule.indices {
      run = night > 0 && schedule[night] == schedule[night - 1] ? run + 1 : 1
      if run > maximumRun { return false }
    }
    return schedule.count == nights
  }

  /// Draws one sequence, all being equally likely.
  func draw(into schedule: inout [Int], using stream: inout RandomStream) {
    var arm = stream.uniform(below: arms)
    var run = 1
    schedule[0] = arm
    for night in 1..<nights {
      if stream.uniform() < switchProbability[nights - 1 - night][run - 1] {
        let other = arms == 2 ? 0 : stream.uniform(below: arms - 1)
        arm = (arm + 1 + other) % arms
        run = 1
      } else {
        run += 1
      }
      schedule[night] = arm
    }
  }

  /// Calls `body` with every sequence.
  func forEach(_ body: ([Int]) -> Void) {
    var schedule = [Int](repeating: 0, count: nights)
    func extend(_ night: Int, run: Int) {
      guard night < nights else { return body(schedule) }
      for arm in 0..<arms {
        let length = night > 0 && schedule[night - 1] == arm ? run + 1 : 1
        if length > maximumRun { continue }
        schedule[night] = arm
        extend(night + 1, run: length)
      }
    }
    extend(0, run: 0)
  }
}
