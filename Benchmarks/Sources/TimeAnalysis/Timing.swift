import Glibc

/// The times of several runs of the same work, in milliseconds.
struct Timing {
  let processor: [Double]
  let wall: [Double]

  /// Runs the body once to warm up and then `repeats` times.
  ///
  /// - Parameter clock: whose CPU time counts, that of this thread unless named: the idle threads
  ///   of a library may spin for a while after the start.
  init(repeats: Int, clock: clockid_t = CLOCK_THREAD_CPUTIME_ID, _ body: () throws -> Void) rethrows
  {
    try body()
    var processor: [Double] = []
    var wall: [Double] = []
    for _ in 0..<repeats {
      let start = (Self.now(clock), Self.now(CLOCK_MONOTONIC))
      try body()
      processor.append(Self.now(clock) - start.0)
      wall.append(Self.now(CLOCK_MONOTONIC) - start.1)
    }
    self.processor = processor.sorted()
    self.wall = wall.sorted()
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
  }
}

extension [Double] {
  /// The middle one of sorted values, the upper of two.
  var middle: Double { self[count / 2] }
}
