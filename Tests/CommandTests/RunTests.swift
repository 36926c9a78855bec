import Foundation
import Testing

@Suite("Batches")
struct RunTests {
  private let folder: Scratch

  init() throws {
    folder = try Scratch()
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("logs"), withIntermediateDirectories: false)
  }

  private func write(logs: Int) throws {
    for number in 1...logs {
      var log = SampleLog.cycles(2)
      log.nightsPerPeriod = 5
      log.outcomes["magnesium"] = [Double(number % 3), 0, 1, 0]
      try folder.write(log.text, to: "logs/\(number).csv")
    }
  }

  private func plan(_ more: String = "") throws {
    try folder.write(
      """
      jobs:
        - verb: nof1 check
          input: logs/*.csv
          options: {today: 2026-01-01}
      \(more)
      """, to: "plan.yaml")
  }

  private func run(_ arguments: String...) throws -> Magnify.Run {
    try Magnify.run(["run"] + arguments, in: folder)
  }

  private var results: [String: String] {
    get throws {
      var found: [String: String] = [:]
      for name in folder.contents where name.hasPrefix("results/") {
        found[name] = (try? folder.read(name)) ?? ""
      }
      return found
    }
  }

  private func clear() throws {
    try FileManager.default.removeItem(atPath: folder.path("results"))
  }

  @Test("a result is what the verb itself writes, for the owner's eyes, from any folder")
  func same() throws {
    try write(logs: 3)
    try plan()
    let batch = try Magnify.run(
      [
        "run", "\(folder.url.lastPathComponent)/plan.yaml", "-o",
        "\(folder.url.lastPathComponent)/out",
      ],
      in: folder, above: true)
    #expect(batch.status == 0 && batch.error.isEmpty && batch.output.isEmpty, "\(batch.error)")
    let single = try Magnify.run(
      ["nof1", "check", "logs/2.csv", "--today", "2026-01-01", "--json"], in: folder)
    #expect(try folder.read("results/2.json") == single.output)
    #expect(try folder.permissions(of: "results/2.json") == 0o600)
    #expect(try folder.permissions(of: "results") == 0o700)
    #expect(try folder.read("out").contains("done    nof1 check"))
    let summary = try folder.read("results/summary.csv").split(separator: "\n")
    #expect(summary.count == 4)
    #expect(summary[1] == "1,nof1 check,logs/1.csv,1.json,done,0,,,,,,,,,,,")
  }

  @Test("killed and resumed, at any number of jobs, in shards: the same bytes")
  func kills() throws {
    try write(logs: 60)
    try plan()
    #expect(try run("plan.yaml", "--jobs", "1").status == 0)
    let undisturbed = try results
    #expect(undisturbed.count == 60 + 3)
    try clear()
    #expect(try run("plan.yaml", "--jobs", "4").status == 0)
    #expect(try results == undisturbed)
    try clear()
    for wait in ["0.05", "0.1", "0.2"] {
      let killed = try Magnify.shell(
        """
        "$MAGNIFY" run plan.yaml --resume & pid=$!; sleep \(wait); kill -KILL $pid; wait $pid
        """, in: folder)
      #expect(killed.status == 137 || killed.status == 0)
    }
    #expect(try run("plan.yaml", "--resume").status == 0)
    #expect(try results == undisturbed)
    #expect(try run("plan.yaml").status == 73)
    try clear()
    for shard in ["1/3", "2/3", "3/3"] {
      #expect(try run("plan.yaml", "--shard", shard).status == 0)
    }
    let collected = try run("plan.yaml", "--collect")
    #expect(collected.status == 0)
    #expect(try folder.read("results/summary.csv") == undisturbed["results/summary.csv"])
  }

  @Test(
    "a signal stops the run after the jobs in flight", arguments: ["nof1 check", "nof1 analyze"])
  func signal(verb: String) throws {
    let isCheck = verb == "nof1 check"
    let count = isCheck ? 600 : 30
    try write(logs: count)
    try folder.write(
      "jobs:\n  - verb: \(verb)\n    input: logs/*.csv\n    options: "
        + (isCheck ? "--today 2026-01-01\n" : "--no-simulation\n"), to: "plan.yaml")
    let stopped = try Magnify.shell(
      """
      "$MAGNIFY" run plan.yaml --jobs 1 & pid=$!
      while [ ! -s results/.magnify/journal.jsonl ]; do sleep 0.01; done
      kill -TERM $pid; wait $pid
      """, in: folder)
    #expect(stopped.status == 130)
    #expect(stopped.error.contains("stopping when the jobs in flight are finished"))
    #expect(stopped.error.contains("error F112: interrupted: "))
    #expect(stopped.error.contains("hint: go on with --resume"))
    let lines = try folder.read("results/.magnify/journal.jsonl").split(separator: "\n").count
    #expect(lines >= 1 && lines < count)
    #expect(folder.contents.filter { $0.hasSuffix(".json") }.count == lines)
    #expect(try run("plan.yaml", "--resume").status == 0)
  }

  @Test("failed jobs: listed, in the summary, and the status is that of the first")
  func failures() throws {
    try write(logs: 3)
    try folder.write(
      SampleLog.cycles(2).replacing(line: 4, by: "2025-01-03,placebo,two,1"), to: "logs/2.csv")
    try plan("  - {verb: nof1 check, input: none.csv, options: {today: 2026-01-01}}")
    let stopped = try run("plan.yaml")
    #expect(stopped.status == 2)
    #expect(stopped.error.hasPrefix("logs/2.csv:4:20: error D104: 'two' is not a count"))
    #expect(
      try folder.read("results/summary.csv").contains("\n3,nof1 check,logs/3.csv,3.json,not-run,"))
    let run = try run("plan.yaml", "--keep-going", "--resume", "--json")
    #expect(run.status == 2)
    #expect(run.error.contains("error F101: there is no file 'none.csv'"))
    let summary = try folder.read("results/summary.csv").split(separator: "\n")
    #expect(summary[2].hasPrefix("2,nof1 check,logs/2.csv,2.json,failed,2,"))
    #expect(summary[2].hasSuffix(",D104,'two' is not a count"))
    #expect(summary[4].hasPrefix("4,nof1 check,none.csv,none.json,failed,66,"))
    let jobs = try #require((try run.json()["results"] as? [String: Any])?["jobs"] as? [Any])
    #expect(jobs.count == 4)
    let failure = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.read("results/2.json").utf8))
        as? [String: Any])
    #expect((failure["findings"] as? [Any])?.count == 1)
    // The first job of the plan that failed now succeeds: the other decides.
    try write(logs: 3)
    #expect(try self.run("plan.yaml", "--keep-going", "--resume", "-q").status == 66)
  }

  @Test("a dry run writes nothing and says why a job would run; a collection that misses jobs is 3")
  func dry() throws {
    try write(logs: 3)
    try plan()
    let fresh = try run("plan.yaml", "--dry-run")
    #expect(fresh.status == 0 && fresh.output.contains("3 of 3 jobs of plan.yaml would run"))
    #expect(folder.contents.allSatisfy { !$0.hasPrefix("results") })
    #expect(try run("plan.yaml", "--shard", "1/2").status == 0)
    let resumed = try run("plan.yaml", "--dry-run", "--resume")
    #expect(resumed.output.contains("1 of 3 jobs of plan.yaml would run"))
    #expect(resumed.output.contains(/2  nof1 check  logs\/2.csv  2.json  run     new/))
    let collected = try run("plan.yaml", "--collect", "--json")
    #expect(collected.status == 3)
    #expect(collected.error.hasPrefix("error F114: 1 of 3 jobs are not finished"))
    #expect(try folder.read("results/summary.csv").contains("2.json,not-run,"))
  }

  @Test(
    "options that the verb refuses have their place, before anything runs",
    arguments: [
      (
        "{today: 2026-01-01, todey: 1}",
        "plan.yaml:4:34: error B109: nof1 check: Unknown option '--todey'"
      ),
      ("{today: soon}", "plan.yaml:4:15: error B109: nof1 check: 'soon' is not a date"),
      ("{}", "plan.yaml:2:11: error B114: nof1 check: the result would depend on the clock"),
      ("--today 2026-01-01 --json", "plan.yaml:4:14: error B108: '--json' is not an option"),
    ])
  func options(options: String, start: String) throws {
    try write(logs: 1)
    try folder.write(
      "jobs:\n  - verb: nof1 check\n    input: logs/*.csv\n    options: \(options)\n",
      to: "plan.yaml")
    let refused = try run("plan.yaml")
    #expect(refused.status == 2)
    #expect(refused.error.hasPrefix(start), "\(refused.error)")
    #expect(folder.contents.allSatisfy { !$0.hasPrefix("results") })
  }

  @Test("what is said of all results holds for every job, and makes them other jobs")
  func options() throws {
    try write(logs: 2)
    try plan()
    #expect(try run("plan.yaml").status == 0)
    let broom = try run("plan.yaml", "--resume", "--names", "broom", "--dry-run")
    #expect(broom.output.contains("2 of 2 jobs"))
    #expect(try run("plan.yaml", "--resume", "--redact", "--names", "broom").status == 0)
    let single = try Magnify.run(
      ["nof1", "check", "logs/1.csv", "--today", "2026-01-01", "--json", "--names", "broom"],
      in: folder)
    #expect(try folder.read("results/1.json") == single.output)
    let whole = try run("plan.yaml", "--resume", "--dry-run")
    #expect(whole.output.contains("2 of 2 jobs"))
  }

  @Test("verbs that write other files, print or draw are refused")
  func verbs() throws {
    try write(logs: 1)
    try folder.write(
      "verb,input,options\nnof1 analyze,logs/1.csv,--plots plots\n", to: "plan.csv")
    let plots = try run("plan.csv")
    #expect(plots.status == 2 && plots.error.contains("error B113: nof1 analyze: a job writes"))
    try folder.write("verb,input\nnof1 design,x\nexplain,y\n", to: "plan.csv")
    let others = try run("plan.csv")
    #expect(others.error.contains("plan.csv:2:1: error B105: 'nof1 design' cannot be a job"))
    #expect(others.error.contains("plan.csv:3:1: error B105: 'explain' cannot be a job"))
  }

  @Test("the summary has the verdict and the first effect, the headline, the first term")
  func effects() throws {
    try folder.write(SampleLog.cycles(4).text, to: "logs/a.csv")
    try folder.write("study,mi,sdi,n1i\n", to: "unused.csv")
    try folder.write(
      """
      jobs:
        - verb: nof1 analyze
          input: logs/a.csv
          options: --no-simulation --no-sensitivity --randomised
        - verb: fit
          input: logs/a.csv
          arguments: [cramps ~ treatment, '{input}']
          output: '{stem}-fit'
      """, to: "plan.yaml")
    let run = try run("plan.yaml", "--format", "csv")
    #expect(run.status == 0, "\(run.error)")
    let summary = try folder.read("results/summary.csv")
    #expect(run.output == summary)
    let rows = summary.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[1][6...8] == ["inconclusive", "magnesium", "ratio"])
    #expect(rows[1][14] == "56")
    #expect(rows[2][7...8] == ["treatment[magnesium]", "difference"])
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.read("results/a.json").utf8))
        as? [String: Any])
    let effects = try #require((json["results"] as? [String: Any])?["effects"] as? [[String: Any]])
    #expect(Double(rows[1][9]) == effects[0]["estimate"] as? Double)
    #expect(Double(rows[1][12]) == effects[0]["p_benefit"] as? Double)
  }

  @Test("a full disk: status 73, every result whole, and the run goes on when there is room")
  func fullDisk() throws {
    let mount = try Magnify.shell(
      "mkdir small && mount -t tmpfs -o size=256k tmpfs small", in: folder)
    guard mount.status == 0 else {
      print("skipped: a tmpfs cannot be mounted here")
      return
    }
    defer { _ = try? Magnify.shell("umount small", in: folder) }
    try write(logs: 60)
    try folder.write(
      "output: small/results\njobs:\n  - verb: nof1 check\n    input: logs/*.csv\n"
        + "    options: {today: 2026-01-01}\n", to: "plan.yaml")
    let full = try run("plan.yaml")
    #expect(full.status == 73)
    #expect(full.error.hasPrefix("error F111: 'small/results/"), "\(full.error)")
    #expect(full.error.contains("No space left on device"))
    let left = folder.contents.filter { $0.hasPrefix("small/") }
    #expect(
      left.allSatisfy { !$0.hasSuffix(".tmp") } && !left.contains("small/results/summary.csv"))
    for name in left where name.hasSuffix(".json") {
      #expect(try folder.read(name).hasSuffix("\n}\n"))
    }
    #expect(try folder.read("small/results/.magnify/journal.jsonl").hasSuffix("\n"))
    #expect(try Magnify.shell("mount -o remount,size=64m small", in: folder).status == 0)
    #expect(try run("plan.yaml", "--resume").status == 0)
    try plan()
    #expect(try run("plan.yaml").status == 0)
    let compared = try Magnify.shell("diff -r results small/results", in: folder)
    #expect(compared.status == 0 && compared.output.isEmpty)
  }
}
