import Glibc

/// Writes whole files, so that a reader sees either the file as it was or the new one complete.
///
/// The bytes go to a temporary file in the target's folder, are forced to the disk and only then
/// get the target's name. Where the system allows it the temporary file has no name at all, so
/// that even a killed process leaves nothing behind.
public enum AtomicFile {
  /// Writes one file.
  ///
  /// A target that exists is replaced only if `overwrite` says so; a link is followed, and a
  /// device or pipe, which cannot be replaced, is written to.
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - path: the target.
  ///   - overwrite: whether a target that exists may be replaced.
  ///   - permissions: before the process's file mode mask is applied.
  public static func write(
    _ bytes: [UInt8], to path: String, overwrite: Bool, permissions: mode_t = 0o644
  ) throws(OutputError) {
    try writeAll([(path, bytes)], overwrite: overwrite, permissions: permissions)
  }

  /// Writes several files together: all targets are checked and all bytes are on the disk before
  /// the first file appears. If the last step, naming them, fails midway, files that were new are
  /// removed again; files already replaced stay replaced.
  public static func writeAll(
    _ files: [(path: String, bytes: [UInt8])], overwrite: Bool, permissions: mode_t = 0o644
  ) throws(OutputError) {
    let targets = try targets(files.map(\.path), overwrite: overwrite)
    var staged: [StagedFile] = []
    defer { for file in staged { file.discard() } }
    for (file, target) in zip(files, targets) where target.state != .device {
      staged.append(try StagedFile(file.bytes, for: target, permissions: permissions))
    }
    try publish(staged)
    for (file, target) in zip(files, targets) where target.state == .device {
      try writeToDevice(file.bytes, target)
    }
  }

  /// Fails, before any work is done, where `writeAll` would refuse these files: a folder that is
  /// not there, a file that may not be replaced, a file that is named twice.
  public static func requireWritable(
    _ paths: [String], overwrite: Bool
  ) throws(OutputError) {
    _ = try targets(paths, overwrite: overwrite)
  }

  private static func targets(
    _ paths: [String], overwrite: Bool
  ) throws(OutputError) -> [OutputTarget] {
    var targets: [OutputTarget] = []
    for path in paths {
      let target = try OutputTarget(path, overwrite: overwrite)
      if targets.contains(where: { $0.resolvedPath == target.resolvedPath }) {
        throw .namedTwice(path)
      }
      targets.append(target)
    }
    return targets
  }

  private static func publish(_ staged: [StagedFile]) throws(OutputError) {
    var created: [String] = []
    do {
      for file in staged {
        try file.publish()
        if file.target.state == .absent { created.append(file.target.resolvedPath) }
      }
    } catch {
      for path in created { unlink(path) }
      throw error
    }
  }

  private static func writeToDevice(
    _ bytes: [UInt8], _ target: OutputTarget
  ) throws(OutputError) {
    let descriptor = open(target.resolvedPath, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw target.failure() }
    defer { close(descriptor) }
    guard FileBytes.write(bytes, to: descriptor) else { throw target.failure() }
  }
}
