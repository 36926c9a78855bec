import CNLopt

/// Stands between NLopt and a Swift objective: no error and no not-a-number crosses.
///
/// NLopt takes not-a-number for a value and reports success at a wrong point; here such values
/// become one well above all seen, and are counted. A thrown error is kept and the optimiser stopped.
/// The best point is the best value seen, not what the method returns.
final class ObjectiveRecorder {
  private let objective: ([Double]) throws -> Double
  private let maximumEvaluations: Int
  private var optimizer: nlopt_opt?
  private var best: (argument: [Double], value: Double)?
  private var worst: Double?
  private(set) var evaluations = 0
  private(set) var nonFiniteEvaluations = 0
  private(set) var error: (any Error)?

  init(_ objective: @escaping ([Double]) throws -> Double, maximumEvaluations: Int) {
    self.objective = objective
    self.maximumEvaluations = maximumEvaluations
  }

  /// The best point of finite value since the last call.
  func takeBest() -> (argument: [Double], value: Double)? {
    defer { best = nil }
    return best
  }

  func minimize(with optimizer: nlopt_opt, from start: [Double]) -> nlopt_result {
    self.optimizer = optimizer
    defer { self.optimizer = nil }
    var point = start
    var value = 0.0
    return withExtendedLifetime(self) {
      nlopt_set_min_objective(
        optimizer,
        { count, x, _, context in
          guard let context, let x else { return .infinity }
          let recorder = Unmanaged<ObjectiveRecorder>.fromOpaque(context).takeUnretainedValue()
          return recorder.evaluate(Array(UnsafeBufferPointer(start: x, count: Int(count))))
        }, Unmanaged.passUnretained(self).toOpaque())
      return nlopt_optimize(optimizer, &point, &value)
    }
  }

  private func evaluate(_ point: [Double]) -> Double {
    guard error == nil, evaluations < maximumEvaluations else { return stop() }
    evaluations += 1
    do {
      let value = try objective(point)
      guard value.isFinite else {
        nonFiniteEvaluations += 1
        return barrier
      }
      worst = max(worst ?? value, value)
      if best.map({ value < $0.value }) ?? true { best = (point, value) }
      return value
    } catch {
      self.error = error
      return stop()
    }
  }

  private func stop() -> Double {
    nlopt_force_stop(optimizer)
    return barrier
  }

  /// What the optimiser sees in place of a value that is not finite: large enough to turn it back,
  /// not so large that a quadratic through it forgets the other values.
  private var barrier: Double {
    guard let worst else { return 1e10 }
    return worst + 10 * (1 + abs(worst))
  }
}
