import Batch
import Synchronization

/// A bar on standard error, how much is done, what failed and how long it may take: only on a
/// terminal, only after a second, and at most ten times a second.
final class BatchProgressLine: Sendable {
  private let enabled: Bool
  private let started = Clock.seconds()
  private let shownAt = Mutex<Double?>(nil)

  init(enabled: Bool) {
    self.enabled = enabled && Terminal.errorIsTerminal
  }

  func show(_ progress: BatchRun.Progress) {
    guard enabled else { return }
    let now = Clock.seconds()
    guard now - started > 1 else { return }
    shownAt.withLock { last in
      if let last, now - last < 0.1, progress.finished < progress.total { return }
      last = now
      Terminal.error("\r\(BatchProgressLine.text(progress, seconds: now - started))\u{1B}[K")
    }
  }

  /// Clears the line.
  func finish() {
    shownAt.withLock { last in
      if last != nil { Terminal.error("\r\u{1B}[K") }
      last = nil
    }
  }

  /// `[#####...............] 250/1000, 3 failed, 12 s left`
  static func text(_ progress: BatchRun.Progress, seconds: Double) -> String {
    let width = 20
    let filled = width * progress.finished / max(1, progress.total)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    var text = "[\(bar)] \(progress.finished)/\(progress.total)"
    if progress.failed > 0 { text += ", \(progress.failed) failed" }
    // What was passed over took no time worth counting.
    let run = progress.finished - progress.skipped
    if run > 0 {
      let left = seconds * Double(progress.total - progress.finished) / Double(run)
      text += ", \(duration(left)) left"
    }
    return text
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    return whole < 6000 ? "\((whole + 59) / 60) min" : "\((whole + 3599) / 3600) h"
  }
}
