import Glibc
import Tables

/// The folder of the results, with the journal in `.magnify` below it.
///
/// A file is written beside the journal and then renamed, so that nothing has the name of a result
/// before it is whole. The process may die at any moment and nothing is lost: the system still has
/// what was written. Nothing is forced to the disk job by job, which would cost more than the job;
/// after a power cut the checksums of the journal tell which results are whole.
public struct ResultFolder: Sendable {
  public let path: String
  /// In the names of the journal and the summary: of which part of the plan they are.
  private let suffix: String

  public init(path: String, shard: Shard?) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    suffix = shard?.suffix ?? ""
  }

  /// `summary.csv`, or that of a shard.
  public var summaryName: String { "summary\(suffix).csv" }
  var journalName: String { ".magnify/journal\(suffix).jsonl" }
  private var hidden: String { path + "/.magnify" }

  /// The whole path of a name in the folder.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of all journals, of shards too.
  var journalNames: [String] {
    (InputChecksum.names(in: hidden) ?? []).filter {
      $0.hasPrefix("journal") && $0.hasSuffix(".jsonl")
    }.map { ".magnify/" + $0 }
  }

  func exists(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  /// Makes the folder for its owner alone, if it is not there.
  func create() throws(BatchError) {
    try ResultFolder.makeFolders(hidden)
  }

  /// Removes what a run of the same part left that was killed while it wrote.
  func removeLeftovers() {
    for name in InputChecksum.names(in: hidden) ?? []
    where name.hasPrefix("writing\(suffix).") && name.hasSuffix(".tmp") {
      unlink("\(hidden)/\(name)")
    }
  }

  /// Writes a file for its owner's eyes.
  /// - Parameters:
  ///   - worker: which of those that write at the same time.
  ///   - isDurable: whether the bytes are on the disk before they get the name.
  func write(
    _ bytes: [UInt8], to name: String, by worker: Int = 0, isDurable: Bool = false
  ) throws(BatchError) {
    let temporary = "\(hidden)/writing\(suffix).\(worker).tmp"
    do {
      try ResultFolder.store(bytes, at: temporary, isDurable: isDurable)
    } catch {
      unlink(temporary)
      throw .notWritable(path(name), reason: error.reason)
    }
    if rename(temporary, path(name)) == 0 { return }
    if errno == ENOENT, let slash = name.lastIndex(of: "/") {
      try ResultFolder.makeFolders(path(String(name[..<slash])))
      if rename(temporary, path(name)) == 0 { return }
    }
    let reason = String(cString: strerror(errno))
    unlink(temporary)
    throw .notWritable(path(name), reason: reason)
  }

  /// Forces everything that was written in the folder's file system to the disk.
  func sync() throws(BatchError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard syncfs(descriptor) == 0 else { throw failure(path) }
  }

  private func failure(_ path: String) -> BatchError {
    .notWritable(path, reason: String(cString: strerror(errno)))
  }

  private struct StoreError: Error {
    let reason = String(cString: strerror(errno))
  }

  private static func store(
    _ bytes: [UInt8], at path: String, isDurable: Bool
  ) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError() }
    let isWritten =
      FileBytes.write(bytes, to: descriptor) && (!isDurable || fsync(descriptor) == 0)
    let error: StoreError? = isWritten ? nil : StoreError()
    // Some file systems say only now that there is no room.
    guard close(descriptor) == 0 else { throw error ?? StoreError() }
    if let error { throw error }
  }

  private static func makeFolders(_ path: String) throws(BatchError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
      guard !part.isEmpty, mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      throw .notWritable(made, reason: String(cString: strerror(errno)))
    }
  }
}

/// Forces the file system of an open file to the disk; Swift's Glibc leaves it out.
@_silgen_name("syncfs")
private func syncfs(_ descriptor: Int32) -> Int32
