import Glibc
import Synchronization

/// Whether the user wants the run to stop: by ctrl-C or a polite kill.
///
/// The first signal is noted and answered, the second ends the process at once. A handler can reach
/// nothing but what the whole process has, hence the one counter.
enum StopSignal {
  private static let count = Atomic(0)
  private static let answer: StaticString =
    "\nstopping when the jobs in flight are finished; once more ends at once\n"

  static var isGiven: Bool { count.load(ordering: .relaxed) > 0 }

  /// Takes the two signals over for the rest of the process; one that is ignored stays so.
  static func watch() {
    // The counter is made now, not by the handler.
    guard !isGiven else { return }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      sigaddset(&signals, number)
      let before = signal(number) { _ in StopSignal.note() }
      if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
    // A program that starts this one may have left them blocked.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Only what a handler may do: count, write, end.
  private static func note() {
    if count.add(1, ordering: .relaxed).newValue > 1 { _exit(ExitStatus.interrupted.rawValue) }
    let reason = errno
    _ = Glibc.write(STDERR_FILENO, answer.utf8Start, answer.utf8CodeUnitCount)
    errno = reason
  }
}
