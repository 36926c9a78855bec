import Synchronization

/// Counts finished simulations on any thread and reports now and then.
final class ProgressCounter: Sendable {
  private let total: Int
  private let report: (@Sendable (Int, Int) -> Void)?
  private let done = Atomic(0)

  init(total: Int, report: (@Sendable (Int, Int) -> Void)?) {
    self.total = total
    self.report = report
  }

  @Sendable func advance() {
    let count = done.add(1, ordering: .relaxed).newValue
    if count % 16 == 0 { report?(min(count, total), total) }
  }
}
