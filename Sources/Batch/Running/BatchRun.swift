import Dispatch
import Synchronization

/// The jobs of a plan, or of one shard of it, to be run into a folder.
///
/// The folder's bytes depend on the plan and its inputs alone: not on how many jobs run at a time,
/// nor on how often the run was killed and resumed.
public struct BatchRun: Sendable {
  /// Why a job is run.
  public enum Reason: String, Sendable {
    case isNew = "new"
    case failedBefore = "failed before"
    case inputChanged = "input changed"
    case resultChanged = "result changed or gone"
  }

  /// What is done at the same time, and when it ends.
  public struct Options: Sendable {
    public var jobs = 1
    /// Whether jobs that were finished before are passed over.
    public var resumes = false
    /// Whether what is there is replaced.
    public var replaces = false
    /// Whether jobs after a failed one are started.
    public var keepsGoing = false

    public init() {}
  }

  /// How far a run is.
  public struct Progress: Sendable {
    public let finished: Int
    public let failed: Int
    /// How many of the finished were passed over.
    public let skipped: Int
    public let total: Int
  }

  public let jobs: [PlannedJob]
  public let folder: ResultFolder
  private let version: String
  private let options: Options

  /// - Parameters:
  ///   - jobs: all jobs of the plan; of a shard only its own are taken.
  ///   - output: the folder of the results.
  ///   - shard: the part that is run, nil for all.
  ///   - version: of the tool: another one gives other results.
  ///   - options: what is done at the same time, and when it ends.
  public init(
    _ jobs: [PlannedJob], output: String, shard: Shard?, version: String, options: Options
  ) {
    self.jobs = jobs.filter { shard?.holds($0) ?? true }
    folder = ResultFolder(path: output, shard: shard)
    self.version = version
    self.options = options
  }

  /// What a run would do: for every job why it is run, or nil where it would be passed over.
  /// - Throws: `BatchError.exists` where the run would refuse.
  public func preview() throws(BatchError) -> [Reason?] {
    try requireNew()
    guard options.resumes else { return jobs.map { _ in .isNew } }
    let finished = FinishedJobs(in: folder, version: version)
    return jobs.map { job in
      if case .run(let reason) = finished.answer(for: job) { reason } else { nil }
    }
  }

  /// Runs the jobs and writes their results, the journal and the summary.
  /// - Parameters:
  ///   - isStopped: asked before every job; once true, no other job is started.
  ///   - progress: called after every job, on any thread.
  ///   - work: runs a job, on any thread; a job that fails is an outcome too.
  /// - Throws: `BatchError`. What is in the folder then is whole, and a run that resumes goes on.
  public func run(
    isStopped: @Sendable () -> Bool = { false }, progress: @Sendable (Progress) -> Void = { _ in },
    work: @Sendable (PlannedJob) -> JobOutcome
  ) throws(BatchError) -> [SummaryRow] {
    try requireNew()
    try folder.create()
    let journal = try Journal(folder)
    folder.removeLeftovers()
    if options.replaces { try journal.clear() }
    let finished = options.resumes ? FinishedJobs(in: folder, version: version) : nil
    let queue = JobQueue(count: jobs.count, keepsGoing: options.keepsGoing)
    let workers = max(1, min(options.jobs, jobs.count))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while !isStopped(), let index = queue.next() {
        let job = jobs[index]
        if case .skip(let entry)? = finished?.answer(for: job) {
          progress(queue.finish(index, entry, isSkipped: true))
          continue
        }
        do throws(BatchError) {
          let entry = try perform(job, worker, work)
          try journal.append(entry)
          progress(queue.finish(index, entry, isSkipped: false))
        } catch {
          queue.stop(error)
        }
      }
    }
    return try conclude(try queue.entries(), journal)
  }

  private func perform(
    _ job: PlannedJob, _ worker: Int, _ work: (PlannedJob) -> JobOutcome
  ) throws(BatchError) -> JournalEntry {
    let folders = (job.arguments + job.options).filter(InputChecksum.isFolder).map {
      JournalEntry.Input(path: $0, sha256: InputChecksum.of($0) ?? "")
    }
    let outcome = work(job)
    try folder.write(outcome.bytes, to: job.output, by: worker)
    return JournalEntry(
      job, identity: job.identity(version: version), folders: folders, outcome)
  }

  /// Writes the summary and brings the journal of a complete run into the order of the plan.
  private func conclude(
    _ entries: [JournalEntry?], _ journal: Journal
  ) throws(BatchError) -> [SummaryRow] {
    let failed = entries.firstIndex { $0.map { $0.result.exitCode != 0 } ?? false }
    let last = options.keepsGoing ? nil : failed
    let done = entries.compactMap { $0 }
    if done.count < jobs.count, last == nil {
      throw .interrupted(finished: done.count, total: jobs.count)
    }
    // Jobs after the one that ended the run do not count, even if one was in flight: otherwise the
    // summary would depend on how many ran at a time.
    let rows = zip(jobs, entries).enumerated().map { index, pair in
      SummaryRow(pair.0, index > last ?? .max ? nil : pair.1?.result)
    }
    try folder.sync()
    try writeSummary(rows)
    if done.count == jobs.count {
      // Last, because the lock lies on the journal that is replaced.
      let text = done.map { $0.line + "\n" }.joined()
      try folder.write(Array(text.utf8), to: folder.journalName, isDurable: true)
    }
    try folder.sync()
    return rows
  }

  /// Writes the summary of all jobs from the journals of all shards, and runs nothing.
  /// - Returns: its rows; a job of which no journal knows, or whose result is not as it was written,
  ///   is not run.
  public func collect() throws(BatchError) -> [SummaryRow] {
    let finished = FinishedJobs(in: folder, version: version)
    let rows = jobs.map { SummaryRow($0, finished.collected($0)) }
    try folder.create()
    try writeSummary(rows)
    try folder.sync()
    return rows
  }

  private func writeSummary(_ rows: [SummaryRow]) throws(BatchError) {
    let text = SummaryRow.table(rows).csv()
    try folder.write(Array(text.utf8), to: folder.summaryName, isDurable: true)
  }

  /// Results that are there are neither replaced nor mixed with others unless that is asked for.
  private func requireNew() throws(BatchError) {
    guard !options.resumes && !options.replaces else { return }
    for name in [folder.journalName] + jobs.map(\.output) where folder.exists(name) {
      throw .exists(folder.path(name))
    }
  }
}
