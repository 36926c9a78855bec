import Figures
import Foundation
import Reports
import Synchronization
import Tables
import Testing

@testable import Batch

@Suite("Running, resuming, collecting")
struct BatchRunTests {
  private let scratch: URL
  private let jobs: [PlannedJob]

  init() throws {
    scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: false)
    let folder = scratch
    let files = (1...20).map { folder.appendingPathComponent("in-\($0).csv").path }
    for file in files { try "a\n1\n".write(toFile: file, atomically: true, encoding: .utf8) }
    let plan = try BatchPlan.read(
      TableSource(
        name: "plan.yaml", text: "jobs: [{verb: fit, input: [\(files.joined(separator: ", "))]}]"),
      verbs: PlanVerbs(runnable: ["fit"], others: []))
    jobs = try plan.jobs()
  }

  private var output: String { scratch.appendingPathComponent("results").path }

  private func run(
    _ set: (inout BatchRun.Options) -> Void = { _ in }, shard: String? = nil
  ) -> BatchRun {
    var options = BatchRun.Options()
    set(&options)
    return BatchRun(
      jobs, output: output, shard: shard.flatMap { Shard($0) }, version: "1", options: options)
  }

  /// A verb whose result is made from the bytes of its input; those of `failing` fail.
  private static func work(failing: Set<Int> = []) -> @Sendable (PlannedJob) -> JobOutcome {
    { job in
      let bytes = (try? TableSource.read(path: job.input ?? ""))?.bytes ?? []
      let fails = failing.contains(job.number)
      let finding = Finding(code: "X1", severity: .error, message: "job \(job.number)")
      let envelope = Envelope(
        version: "1", command: "fit",
        inputs: [.init(path: job.input ?? "", bytes: bytes, rowsRead: 1, rowsUsed: 1)],
        results: [
          .init(
            "fixed_effects",
            [
              ["term": "(Intercept)", "estimate": 1.0],
              [
                "term": "x", "estimate": .number(Double(job.number) / 3), "conf_low": -1.0,
                "conf_high": 4.0,
              ],
            ])
        ], findings: fails ? [finding] : [])
      let text = envelope.rendered() + String(decoding: bytes, as: UTF8.self)
      return JobOutcome(status: fails ? 4 : 0, envelope: envelope, bytes: Array(text.utf8))
    }
  }

  /// Every file below the results, hidden ones too, with its text.
  private func contents() throws -> [String: String] {
    var found: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: output) ?? .init() {
      var isFolder: ObjCBool = false
      let path = "\(output)/\(name)"
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      found[name] = isFolder.boolValue ? "" : try String(contentsOfFile: path, encoding: .utf8)
    }
    return found
  }

  private func clear() throws { try FileManager.default.removeItem(atPath: output) }

  @Test("the same bytes at any number of jobs, interrupted or not")
  func sameBytes() throws {
    _ = try run().run(work: Self.work())
    let undisturbed = try contents()
    #expect(undisturbed.count == 20 + 3)
    #expect(undisturbed["summary.csv"]?.contains("\n3,fit,") == true)
    #expect(undisturbed["summary.csv"]?.contains(",x,difference,1,-1,4,") == true)
    try clear()
    _ = try run { $0.jobs = 4 }.run(work: Self.work())
    #expect(try contents() == undisturbed)
    for stopAt in [1, 7, 15] {
      try clear()
      let count = Atomic(0)
      let error = #expect(throws: BatchError.self) {
        try run { $0.jobs = 2 }.run(
          isStopped: { count.load(ordering: .relaxed) >= stopAt },
          progress: { _ in count.add(1, ordering: .relaxed) }, work: Self.work())
      }
      #expect(error?.code == "F112")
      #expect(try contents()["summary.csv"] == nil)
      let again = Atomic(0)
      _ = try run { $0.resumes = true }.run { job in
        again.add(1, ordering: .relaxed)
        return Self.work()(job)
      }
      #expect(again.load(ordering: .relaxed) <= 20 - stopAt)
      #expect(try contents() == undisturbed)
    }
  }

  @Test("what was changed since is run again, and only that")
  func changes() throws {
    _ = try run().run(work: Self.work())
    let before = try contents()
    try "a\n2\n".write(toFile: jobs[4].input ?? "", atomically: true, encoding: .utf8)
    try "x".write(toFile: "\(output)/in-7.json", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: "\(output)/in-9.json")
    let resumed = run { $0.resumes = true }
    let reasons = try resumed.preview()
    #expect(reasons.enumerated().compactMap { $1 == nil ? nil : $0 + 1 } == [5, 7, 9])
    #expect(reasons[4] == .inputChanged && reasons[6] == .resultChanged)
    _ = try resumed.run(work: Self.work())
    let after = try contents()
    #expect(after["in-5.json"]?.hasSuffix("a\n2\n") == true)
    #expect(after["in-7.json"] == before["in-7.json"] && after["in-9.json"] == before["in-9.json"])
    #expect(after["summary.csv"] == before["summary.csv"])
    let newer = BatchRun(
      jobs, output: output, shard: nil, version: "2",
      options: {
        var options = BatchRun.Options()
        options.resumes = true
        return options
      }())
    #expect(try newer.preview() == jobs.map { _ in .isNew })
  }

  @Test("a torn line of the journal and files of a killed run are no harm")
  func torn() throws {
    _ = try run().run(work: Self.work())
    let undisturbed = try contents()
    let journal = "\(output)/.magnify/journal.jsonl"
    let text = try #require(undisturbed[".magnify/journal.jsonl"])
    try String(text.dropLast(40)).write(toFile: journal, atomically: false, encoding: .utf8)
    try "{".write(
      toFile: "\(output)/.magnify/writing.0.tmp", atomically: false, encoding: .utf8)
    #expect(try run { $0.resumes = true }.preview().count { $0 != nil } == 1)
    _ = try run { $0.resumes = true }.run(work: Self.work())
    #expect(try contents() == undisturbed)
  }

  @Test("what is there is refused without --resume or --force; two runs at a time too")
  func refused() throws {
    _ = try run().run(work: Self.work())
    #expect(throws: BatchError.exists("\(output)/.magnify/journal.jsonl")) {
      try run().run(work: Self.work())
    }
    try FileManager.default.removeItem(atPath: "\(output)/.magnify")
    #expect(throws: BatchError.exists("\(output)/in-1.json")) { try run().preview() }
    _ = try run { $0.replaces = true }.run(work: Self.work())
    let held = try Journal(ResultFolder(path: output, shard: nil))
    #expect(throws: BatchError.isInUse(output)) {
      try run { $0.resumes = true }.run(work: Self.work())
    }
    withExtendedLifetime(held) {}
  }

  @Test("after a failure no job is started, and the summary ends there at any number of jobs")
  func failure() throws {
    var summaries: [String?] = []
    for count in [1, 3] {
      let rows = try run { $0.jobs = count }.run(work: Self.work(failing: [6]))
      #expect(
        rows.map(\.status) == Array(repeating: .done, count: 5) + [.failed]
          + Array(repeating: .notRun, count: 14))
      summaries.append(try contents()["summary.csv"])
      #expect(summaries[0]?.contains("6,fit,") == true)
      // The one that failed is run again, and now it succeeds.
      let resumed = run { $0.resumes = true }
      #expect(try resumed.preview()[5] == .failedBefore)
      #expect(try resumed.run(work: Self.work()).allSatisfy { $0.status == .done })
      try clear()
    }
    #expect(summaries[0] == summaries[1])
    let rows = try run { $0.keepsGoing = true }.run(work: Self.work(failing: [6, 9]))
    #expect(rows.count { $0.status == .failed } == 2 && rows.count { $0.status == .done } == 18)
    #expect(rows[8].result?.code == "X1" && rows[8].result?.message == "job 9")
  }

  @Test("shards and a collection give the summary of a plain run")
  func shards() throws {
    _ = try run { $0.keepsGoing = true }.run(work: Self.work(failing: [4]))
    let whole = try contents()
    try clear()
    for shard in ["1/3", "3/3"] {
      _ = try run({ $0.keepsGoing = true }, shard: shard).run(work: Self.work(failing: [4]))
    }
    #expect(
      try run().collect().filter { $0.status == .notRun }.map(\.job) == [2, 5, 8, 11, 14, 17, 20])
    _ = try run({ $0.keepsGoing = true }, shard: "2/3").run(work: Self.work(failing: [4]))
    #expect(try run().collect().allSatisfy { $0.status != .notRun })
    let parts = try contents()
    #expect(parts["summary.csv"] == whole["summary.csv"])
    #expect(parts["summary-2-of-3.csv"]?.split(separator: "\n").count == 8)
    // A plain run counts what the shards have done.
    #expect(try run { $0.resumes = true }.preview().count { $0 != nil } == 1)
  }

  @Test("a full disk ends the run, and the journal keeps whole lines only")
  func fullDisk() throws {
    let folder = ResultFolder(path: output, shard: nil)
    try folder.create()
    // A folder in the place of a result cannot be replaced by a file.
    try FileManager.default.createDirectory(
      atPath: "\(output)/in-3.json/x", withIntermediateDirectories: true)
    let error = #expect(throws: BatchError.self) {
      try run { $0.resumes = true }.run(work: Self.work())
    }
    #expect(error?.code == "F111" && error?.description.contains("in-3.json") == true)
    let found = try contents()
    #expect(found.keys.filter { $0.hasSuffix(".tmp") }.isEmpty && found["summary.csv"] == nil)
    #expect(found[".magnify/journal.jsonl"]?.split(separator: "\n").count == 2)
    try FileManager.default.removeItem(atPath: "\(output)/in-3.json")
    #expect(try run { $0.resumes = true }.run(work: Self.work()).count == 20)
  }
}
