import COpenBLAS

/// The OpenBLAS library behind every large matrix operation: its kernels and its threads.
///
/// It runs with one thread unless `withThreads` says otherwise, so that results do not depend on
/// the number of cores; work is split over tasks instead, which is faster for small matrices.
public enum OpenBLAS {
  /// How the library was built to run its own threads.
  public enum Threading: String, Sendable, Codable {
    case serial, pthread, openMP
  }

  /// Chooses the kernels of this processor and one thread, once. Every entry to OpenBLAS calls it.
  @inline(__always)
  static func prepare() { _ = kernelsWereSwitched }

  static let kernelsWereSwitched: Bool = {
    let switched = magnify_openblas_prepare() == 1
    openblas_set_num_threads(1)
    return switched
  }()

  /// Runs `body` with OpenBLAS using up to `count` threads, then restores the number before.
  ///
  /// The number is one for the whole process: use it around a large serial computation, never from
  /// two tasks at once. Results may differ in the last digits between thread counts.
  public static func withThreads<Result, Failure: Error>(
    _ count: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(count > 0, "OpenBLAS needs at least one thread")
    prepare()
    let before = openblas_get_num_threads()
    openblas_set_num_threads(Int32(count))
    defer { openblas_set_num_threads(before) }
    return try body()
  }

  /// False for a serial build of OpenBLAS, which gives wrong numbers when two tasks call it.
  ///
  /// Run with one task where it is false.
  public static var supportsConcurrentCalls: Bool { configuration.supportsConcurrentCalls }
}
