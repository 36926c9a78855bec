import COpenBLAS

extension OpenBLAS {
  /// What was loaded: the provenance of a result's last digits.
  public struct Configuration: Sendable, Equatable, Codable {
    /// The processor whose kernels run, as "SkylakeX" or "Haswell".
    public let coreName: String
    /// True where the kernels were switched because the library did not know this processor.
    public let kernelsWereSwitched: Bool
    public let threading: Threading
    /// The number of threads OpenBLAS uses now.
    public let threads: Int
    /// The version and build options of the library.
    public let build: String
    /// The file `dpotrf` comes from, or nil where it is linked into the executable.
    public let libraryPath: String?

    /// False for a serial build, which gives wrong numbers when two tasks call it.
    public var supportsConcurrentCalls: Bool { threading != .serial }

    /// What a user should know about this build.
    public var warnings: [String] {
      switch threading {
      case .pthread: []
      case .serial:
        [
          "OpenBLAS is a serial build, unsafe to call from several tasks: running with one task. "
            + "Install libopenblas0-pthread to use more."
        ]
      case .openMP:
        [
          "OpenBLAS is an OpenMP build, many times slower for repeated small problems. "
            + "Install libopenblas0-pthread."
        ]
      }
    }
  }

  /// The library's configuration now.
  public static var configuration: Configuration {
    prepare()
    let threading: Threading =
      switch openblas_get_parallel() {
      case 0: .serial
      case 1: .pthread
      default: .openMP
      }
    return Configuration(
      coreName: String(cString: openblas_get_corename()),
      kernelsWereSwitched: kernelsWereSwitched, threading: threading,
      threads: Int(openblas_get_num_threads()), build: String(cString: openblas_get_config()),
      libraryPath: magnify_openblas_library().map { String(cString: $0) })
  }
}
