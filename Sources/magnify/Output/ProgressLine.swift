import Synchronization

/// One line of progress on standard error: only on a terminal, and only after a second.
final class ProgressLine: Sendable {
  private let enabled: Bool
  private let started = Clock.seconds()
  private let shown = Mutex(-1)

  init(enabled: Bool) {
    self.enabled = enabled && Terminal.errorIsTerminal
  }

  func show(_ done: Int, of total: Int, what: String) {
    guard enabled, Clock.seconds() - started > 1 else { return }
    let share = min(100, 100 * done / max(1, total))
    shown.withLock { last in
      guard share > last else { return }
      last = share
      Terminal.error("\r\(share) % of \(total) \(what)")
    }
  }

  /// Clears the line.
  func finish() {
    shown.withLock { last in
      if last >= 0 { Terminal.error("\r\u{1B}[K") }
      last = -1
    }
  }
}
