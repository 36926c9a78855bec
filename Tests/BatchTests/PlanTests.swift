import Tables
import Testing

@testable import Batch

@Suite("Plans")
struct PlanTests {
  private let verbs = PlanVerbs(runnable: ["nof1 analyze", "fit"], others: ["run", "nof1 design"])

  private func read(_ text: String, name: String = "plan.yaml") throws -> BatchPlan {
    try BatchPlan.read(TableSource(name: name, text: text), verbs: verbs)
  }

  /// The place, code and message of every error of a plan.
  private func errors(_ text: String, name: String = "plan.yaml") -> [String] {
    do {
      _ = try read(text, name: name).jobs()
      return []
    } catch let error as InvalidInput {
      return error.findings.map {
        "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code) \($0.message)"
      }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("options become words: flags, values, lists, and values that begin with a hyphen")
  func options() throws {
    let plan = try read(
      """
      output: there
      jobs:
        - verb: fit
          input: a.csv
          options: {no-figures: yes, by: "yes", reml: no, levels: [a=1, b=2], mid: -3, v: on}
          arguments: ["y ~ x", "{input}"]
          output: "{stem}-{index}"
        - {verb: fit, input: [a.csv, sub/b.csv], options: "--ml --save 'a b'", output: "{folder}x{stem}"}
      """)
    #expect(plan.output == "there")
    let jobs = try plan.jobs()
    #expect(
      jobs.map(\.words) == [
        [
          "fit", "y ~ x", "a.csv", "--no-figures", "--by", "yes", "--levels", "a=1", "--levels",
          "b=2", "--mid=-3", "-v",
        ],
        ["fit", "a.csv", "--ml", "--save", "a b"], ["fit", "sub/b.csv", "--ml", "--save", "a b"],
      ])
  }

  @Test("names of results are filled in once, from left to right")
  func names() throws {
    let plan = try read(
      "jobs: [{verb: fit, input: 'd/{index}.tar.csv', output: '{stem}_{index}_{folder}'}]")
    // The name of the file is not looked at again, so that its braces stay and are refused.
    let error = #expect(throws: InvalidInput.self) { try plan.jobs() }
    #expect(error?.findings.first?.message.contains("'{index}.tar_1_d'") == true)
  }

  @Test("a table is a plan too")
  func table() throws {
    let plan = try read(
      "verb,input,options,output,arguments\n"
        + "nof1 analyze,a.csv,\"--prior \"\"normal:0,1\"\" --no-simulation\",,\n"
        + "fit,b.csv,,model,'y ~ x' {input}\n", name: "plan.csv")
    #expect(
      try plan.jobs().map(\.words) == [
        ["nof1", "analyze", "a.csv", "--prior", "normal:0,1", "--no-simulation"],
        ["fit", "y ~ x", "b.csv"],
      ])
    #expect(try plan.jobs().map(\.output) == ["a.json", "model.json"])
  }

  @Test(
    "every error has its place",
    arguments: [
      ("- a\n", "1:0 B100 a plan is a mapping with the key jobs"),
      ("jobs: [\n", "2:1 B100 this is not valid YAML: did not find expected node content"),
      ("jobs: []\n", "1:7 B103 the plan has no jobs"),
      ("jobs:\n  - input: a.csv\n", "2:5 B103 the job has no verb"),
      ("jobs:\n  - verb: fit\n", "2:5 B103 a job without input needs an output"),
      ("job: 1\njobs:\n  - {verb: fit, input: a}\n", "1:1 B101 'job' is not a key of a plan"),
      ("jobs:\n  - {verb: fit, file: a, output: b}\n", "2:17 B101 'file' is not a key of a job"),
      ("jobs:\n  - {verb: [fit], input: a}\n", "2:12 B102 verb is one text"),
      ("jobs:\n  - {verb: fitt, input: a}\n", "2:12 B104 there is no verb 'fitt'"),
      ("jobs:\n  - {verb: run, input: a}\n", "2:12 B105 'run' cannot be a job of a plan"),
      ("jobs:\n  - {verb: fit, input: no*.csv}\n", "2:24 B106 no file matches 'no*.csv'"),
      ("jobs:\n  - {verb: fit, input: '-'}\n", "2:24 B107 a job cannot read standard input"),
      (
        "jobs:\n  - verb: fit\n    input: a\n    options: {jobs: 2}\n",
        "4:15 B108 '--jobs' is not an option of a job"
      ),
      (
        "jobs:\n  - {verb: fit, input: a/x.csv}\n  - {verb: fit, input: b/x.csv}\n",
        "3:24 B110 jobs 1 and 2 have one result, 'x.json': 'a/x.csv' and 'b/x.csv'"
      ),
      (
        "jobs:\n  - {verb: fit, input: a, output: ../x}\n",
        "2:35 B111 '../x' cannot name a result: it leaves the folder of results"
      ),
      (
        "jobs:\n  - {verb: fit, input: a, output: '{name}'}\n",
        "2:35 B111 '{name}' cannot name a result: there is no such placeholder"
      ),
      (
        "jobs:\n  - {verb: fit, input: a, options: \"--prior 'x\"}\n",
        "2:36 B112 a quote is never closed"
      ),
    ])
  func places(plan: String, error: String) {
    #expect(errors(plan) == [error])
  }

  @Test("errors of a table have their places too")
  func tablePlaces() {
    #expect(
      errors("verb,input\nfit,a.csv\nfitt,b.csv\n", name: "plan.csv")
        == ["3:1 B104 there is no verb 'fitt'"])
    #expect(
      errors("verb,input,options\nfit,a.csv,--json\n", name: "plan.csv")
        == ["2:11 B108 '--json' is not an option of a job"])
    #expect(
      errors("verb,file\nfit,a.csv\n", name: "plan.csv").first
        == "1:0 B101 'file' is not a column of a plan")
  }

  @Test("words as a shell takes them apart")
  func words() {
    #expect(ShellWords.split(#"a 'b c'  "d\"e" f\ g '' "#) == ["a", "b c", "d\"e", "f g", ""])
    #expect(ShellWords.split("  ") == [])
    #expect(ShellWords.split("a 'b") == nil)
    #expect(ShellWords.split("a\\") == nil)
  }

  @Test("shards take every job once")
  func shards() throws {
    let names = (1...10).map { "f\($0).csv" }
    let jobs = try read("jobs: [{verb: fit, input: [\(names.joined(separator: ", "))]}]").jobs()
    let parts = ["1/3", "2/3", "3/3"].compactMap { Shard($0) }.map { shard in
      jobs.filter(shard.holds).map(\.number)
    }
    #expect(parts == [[1, 4, 7, 10], [2, 5, 8], [3, 6, 9]])
    for text in ["0/3", "4/3", "1", "a/2", "1/2/3", "-1/2", "1/"] { #expect(Shard(text) == nil) }
  }
}
