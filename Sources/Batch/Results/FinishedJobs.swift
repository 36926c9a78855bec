import Reports
import Synchronization
import Tables

/// What earlier runs finished, and whether it still holds.
final class FinishedJobs: Sendable {
  private let entries: [JournalEntry.Key: [JournalEntry]]
  private let folder: ResultFolder
  private let version: String
  /// Checksums of inputs that many jobs share, such as study files.
  private let known = Mutex<[String: String?]>([:])

  init(in folder: ResultFolder, version: String) {
    entries = Journal.entries(in: folder)
    self.folder = folder
    self.version = version
  }

  enum Answer: Sendable {
    case skip(JournalEntry)
    case run(BatchRun.Reason)
  }

  /// Whether a job need not be run again.
  func answer(for job: PlannedJob) -> Answer {
    let identity = job.identity(version: version)
    let found = entries[.init(identity: identity, output: job.output)] ?? []
    guard !found.isEmpty else { return .run(.isNew) }
    let done = found.filter { $0.result.exitCode == 0 }
    guard !done.isEmpty else { return .run(.failedBefore) }
    let sha256 = InputChecksum.of(folder.path(job.output))
    let whole = done.filter { $0.sha256 == sha256 }
    guard !whole.isEmpty else { return .run(.resultChanged) }
    let current = whole.first { $0.inputs.allSatisfy { checksum($0.path, job) == $0.sha256 } }
    return current.map(Answer.skip) ?? .run(.inputChanged)
  }

  /// What was found of a job whose result is whole, failed ones included.
  func collected(_ job: PlannedJob) -> JobResult? {
    let found = entries[.init(identity: job.identity(version: version), output: job.output)] ?? []
    let sha256 = InputChecksum.of(folder.path(job.output))
    let whole = found.filter { $0.sha256 == sha256 }
    return (whole.first { $0.result.exitCode == 0 } ?? whole.first)?.result
  }

  /// That of the job's own input is wanted once, any other by many jobs.
  private func checksum(_ path: String, _ job: PlannedJob) -> String? {
    if path == job.input { return InputChecksum.of(path) }
    if let found = known.withLock({ $0[path] }) { return found }
    let sha256 = InputChecksum.of(path)
    known.withLock { $0[path] = sha256 }
    return sha256
  }
}
