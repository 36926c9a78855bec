import Glibc
import Tables

/// The two streams: results on standard output, everything else on standard error.
enum Terminal {
  static func out(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func error(_ text: String) { write(text, to: STDERR_FILENO) }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ text: String, to descriptor: Int32) {
    if !FileBytes.write(Array(text.utf8), to: descriptor) { giveUp(on: descriptor) }
  }

  /// A reader that has gone is no error to speak of; anything else is said where it can be.
  private static func giveUp(on descriptor: Int32) -> Never {
    if errno == EPIPE {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    } else if descriptor == STDOUT_FILENO {
      let reason = String(cString: strerror(errno))
      let failure = Failure(OutputError.notWritable("standard output", reason: reason))
      error(failure.findings.rendered() + "\n")
    }
    exit(ExitStatus.cannotWrite.rawValue)
  }
}

/// What the machine says: only what never reaches a result.
enum Clock {
  /// Processors this process may run on.
  static func processors() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Seconds on a clock that only goes forward.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
