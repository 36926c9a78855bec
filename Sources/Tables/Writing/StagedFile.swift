import Glibc

/// Bytes on the disk that do not have their name yet.
struct StagedFile {
  let target: OutputTarget
  private let descriptor: Int32
  /// nil while the file has no name.
  private let temporaryPath: String?

  /// Writes `bytes` beside the target and forces them to the disk.
  init(_ bytes: [UInt8], for target: OutputTarget, permissions: mode_t) throws(OutputError) {
    try self.init(for: target, permissions: permissions)
    do {
      try append(bytes)
      try sync()
    } catch {
      discard()
      throw error
    }
  }

  /// An empty file beside the target.
  init(for target: OutputTarget, permissions: mode_t) throws(OutputError) {
    self.target = target
    (descriptor, temporaryPath) = StagedFile.create(for: target, permissions)
    guard descriptor >= 0 else { throw target.failure() }
  }

  func append(_ bytes: [UInt8]) throws(OutputError) {
    guard FileBytes.write(bytes, to: descriptor) else { throw target.failure() }
  }

  /// Forces what was written to the disk.
  func sync() throws(OutputError) {
    guard fsync(descriptor) == 0 else { throw target.failure() }
  }

  /// Gives the file its name. A target that has appeared meanwhile is not replaced.
  func publish() throws(OutputError) {
    if target.state == .absent {
      guard nameNew() else { throw target.failure() }
    } else if let temporaryPath {
      guard rename(temporaryPath, target.resolvedPath) == 0 else { throw target.failure() }
    } else {
      let path = StagedFile.temporaryName(for: target)
      guard linkNameless(path) == 0 else { throw target.failure() }
      guard rename(path, target.resolvedPath) == 0 else {
        let failure = target.failure()
        unlink(path)
        throw failure
      }
    }
    syncFolder()
  }

  /// Names a file whose target did not exist; fails if it does now. File systems without hard
  /// links, which have no nameless files either, cannot tell and rename.
  private func nameNew() -> Bool {
    guard let temporaryPath else { return linkNameless(target.resolvedPath) == 0 }
    if link(temporaryPath, target.resolvedPath) == 0 { return true }
    guard errno == EPERM || errno == EOPNOTSUPP else { return false }
    return rename(temporaryPath, target.resolvedPath) == 0
  }

  /// Removes what is left of the temporary file; the published file stays.
  func discard() {
    close(descriptor)
    if let temporaryPath { unlink(temporaryPath) }
  }

  private func linkNameless(_ path: String) -> Int32 {
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
  }

  private func syncFolder() {
    let folder = open(target.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// A file without a name if the file system knows such, otherwise a hidden one.
  private static func create(
    for target: OutputTarget, _ permissions: mode_t
  ) -> (descriptor: Int32, path: String?) {
    let nameless: Int32 = 0o20_000_000 | O_DIRECTORY  // O_TMPFILE, which Swift does not import
    let flags = O_WRONLY | O_CLOEXEC
    let descriptor = open(target.folder, nameless | flags, permissions)
    if descriptor >= 0, access("/proc/self/fd/\(descriptor)", F_OK) == 0 {
      return (descriptor, nil)
    }
    if descriptor >= 0 { close(descriptor) }
    let path = temporaryName(for: target)
    return (open(path, O_CREAT | O_EXCL | flags, permissions), path)
  }

  private static func temporaryName(for target: OutputTarget) -> String {
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    return "\(target.folder)/.\(target.name.prefix(40)).\(unique).tmp"
  }
}
