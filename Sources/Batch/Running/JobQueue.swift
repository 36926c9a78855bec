import Synchronization

/// The jobs of a run as its workers take them: in the order of the plan, each the next one.
final class JobQueue: Sendable {
  private struct State {
    var next = 0
    var entries: [JournalEntry?]
    var finished = 0
    var failed = 0
    var skipped = 0
    var error: BatchError?
  }

  private let state: Mutex<State>
  private let keepsGoing: Bool

  init(count: Int, keepsGoing: Bool) {
    state = Mutex(State(entries: Array(repeating: nil, count: count)))
    self.keepsGoing = keepsGoing
  }

  /// The index of a job that nobody has, or nil when no other is to be started.
  func next() -> Int? {
    state.withLock { state in
      guard state.error == nil, keepsGoing || state.failed == 0,
        state.next < state.entries.count
      else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func finish(_ index: Int, _ entry: JournalEntry, isSkipped: Bool) -> BatchRun.Progress {
    state.withLock { state in
      state.entries[index] = entry
      state.finished += 1
      state.skipped += isSkipped ? 1 : 0
      state.failed += entry.result.exitCode == 0 ? 0 : 1
      return .init(
        finished: state.finished, failed: state.failed, skipped: state.skipped,
        total: state.entries.count)
    }
  }

  /// Ends the run; of several errors the first counts.
  func stop(_ error: BatchError) {
    state.withLock { $0.error = $0.error ?? error }
  }

  /// What every job gave, nil for those that were not run.
  func entries() throws(BatchError) -> [JournalEntry?] {
    let (entries, error) = state.withLock { ($0.entries, $0.error) }
    if let error { throw error }
    return entries
  }
}
