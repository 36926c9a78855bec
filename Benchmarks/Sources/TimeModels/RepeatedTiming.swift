import Glibc

/// The wall times of several runs of the same work.
struct RepeatedTiming {
  /// Ascending.
  let seconds: [Double]

  var minimum: Double { seconds[0] }
  /// The middle one, of two their mean.
  var median: Double {
    (seconds[(seconds.count - 1) / 2] + seconds[seconds.count / 2]) / 2
  }

  /// Runs the work for about so long, at least once; first once more to warm up, unless that
  /// alone takes as long.
  init(seconds budget: Double, _ work: () throws -> Void) rethrows {
    let first = try Self.time(work)
    if first >= budget {
      seconds = [first]
      return
    }
    var times: [Double] = []
    var total = 0.0
    while total < budget, times.count < 10_000 {
      let time = try Self.time(work)
      times.append(time)
      total += time
    }
    seconds = times.sorted()
  }

  private static func time(_ work: () throws -> Void) rethrows -> Double {
    let start = now()
    try work()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
