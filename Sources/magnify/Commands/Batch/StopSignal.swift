import Dispatch
import Glibc
import Synchronization

/// Whether the user wants the run to stop: by ctrl-C or a polite kill.
///
/// The first signal is noted, the second ends the process at once.
final class StopSignal: Sendable {
  private let count = Atomic(0)

  /// Takes the two signals over for the rest of the process.
  init(message: String) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    // Threads that begin later inherit the mask: only the one below takes the signals.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let wanted = signals
    DispatchQueue(label: "magnify.signals").async {
      var wanted = wanted
      pthread_sigmask(SIG_BLOCK, &wanted, nil)
      while true {
        var signal: Int32 = 0
        guard sigwait(&wanted, &signal) == 0 else { return }
        if self.count.add(1, ordering: .relaxed).newValue > 1 {
          _exit(ExitStatus.interrupted.rawValue)
        }
        Terminal.error(message)
      }
    }
  }

  var isGiven: Bool { count.load(ordering: .relaxed) > 0 }
}
