import Benchmark
import Glibc

extension BenchmarkMetric {
  /// CPU time of all threads of the process. The metric of the library counts clock ticks of 10 ms,
  /// too coarse for a fit of 2 ms.
  static var processorTime: BenchmarkMetric { .custom("CPU time (μs)") }
}

extension Benchmark {
  /// Runs the body once and records its CPU time and its wall time.
  func measure(_ body: () throws -> Void) rethrows {
    let start = nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID)
    startMeasurement()
    try body()
    stopMeasurement()
    let used = nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID) - start
    measurement(.processorTime, Int(used / 1000))
  }
}

private func nanoseconds(of clock: clockid_t) -> Int64 {
  var time = timespec()
  clock_gettime(clock, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
