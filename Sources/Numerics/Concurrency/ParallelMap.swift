import Dispatch

/// Computes `body(0), body(1), …` on up to `jobs` threads and returns the results in order.
///
/// Which thread computes which element makes no difference to the result as long as `body`
/// depends on its index alone, as it does when its random numbers come from a `RandomStream`
/// keyed by that index.
public func parallelMap<Result: Sendable>(
  count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  guard jobs > 1, count > 1 else { return (0..<count).map(body) }
  let results = UnsafeMutablePointer<Result?>.allocate(capacity: count)
  results.initialize(repeating: nil, count: count)
  defer {
    results.deinitialize(count: count)
    results.deallocate()
  }
  // Every element is written by one thread only, and read after all have finished.
  nonisolated(unsafe) let slots = results
  DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { worker in
    for index in stride(from: worker, to: count, by: min(jobs, count)) {
      slots[index] = body(index)
    }
  }
  return (0..<count).compactMap { results[$0] }
}
