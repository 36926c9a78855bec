import Glibc

/// A file that is written piece by piece and appears, complete, when it is published.
///
/// For results that are too long to be held in memory. Until `publish` nothing has the target's
/// name; a file that is never published leaves nothing behind.
public final class StreamedFile {
  private enum Place {
    case staged(StagedFile)
    case device(OutputTarget, Int32)
  }

  private let place: Place
  private var isOpen = true

  /// - Parameters:
  ///   - path: the target; a device or pipe is written to at once.
  ///   - overwrite: whether a target that exists may be replaced.
  ///   - permissions: before the process's file mode mask is applied.
  public init(path: String, overwrite: Bool, permissions: UInt32 = 0o644) throws(OutputError) {
    let target = try OutputTarget(path, overwrite: overwrite)
    guard target.state == .device else {
      place = .staged(try StagedFile(for: target, permissions: permissions))
      return
    }
    let descriptor = open(target.resolvedPath, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw target.failure() }
    place = .device(target, descriptor)
  }

  deinit { close() }

  /// Adds bytes at the end.
  public func append(_ bytes: [UInt8]) throws(OutputError) {
    switch place {
    case .staged(let file): try file.append(bytes)
    case .device(let target, let descriptor):
      guard FileBytes.write(bytes, to: descriptor) else { throw target.failure() }
    }
  }

  /// Forces everything to the disk and gives the file its name.
  public func publish() throws(OutputError) {
    if case .staged(let file) = place {
      try file.sync()
      try file.publish()
    }
    close()
  }

  private func close() {
    guard isOpen else { return }
    isOpen = false
    switch place {
    case .staged(let file): file.discard()
    case .device(_, let descriptor): Glibc.close(descriptor)
    }
  }
}
