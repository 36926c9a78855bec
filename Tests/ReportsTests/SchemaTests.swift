import Figures
import Foundation
import NOf1
import Testing

@testable import Reports

@Suite("JSON Schemas")
struct SchemaTests {
  /// Exit code of Python with `jsonschema`, or nil, with a printed reason, where it is not there.
  static func python(_ arguments: [String]) -> Int32? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    do { try process.run() } catch { return nil }
    process.waitUntilExit()
    return process.terminationStatus
  }

  static let hasValidator: Bool = {
    if python(["-c", "import jsonschema"]) == 0 { return true }
    print("skipped: python3 with jsonschema is not installed")
    return false
  }()

  /// Whether the document is valid under the named schema.
  private func isValid(_ document: String, schema: String) throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try #require(SchemaCatalogue.text(schema))
    let paths = ["schema.json", "document.json"].map { folder.appendingPathComponent($0) }
    try text.write(to: paths[0], atomically: true, encoding: .utf8)
    try document.write(to: paths[1], atomically: true, encoding: .utf8)
    let script = """
      import json, sys
      from jsonschema import Draft202012Validator
      schema, document = (json.load(open(path)) for path in sys.argv[1:])
      Draft202012Validator.check_schema(schema)
      errors = list(Draft202012Validator(schema).iter_errors(document))
      sys.exit(10 if errors else 0)
      """
    let code = SchemaTests.python(["-c", script] + paths.map(\.path))
    try #require(code == 0 || code == 10)
    return code == 0
  }

  private func envelope(_ results: [JSONValue.Member]) -> Envelope {
    Envelope(
      version: "1.0.0", command: "nof1 analyze",
      inputs: [.init(path: "log.csv", bytes: [1, 2, 3], rowsRead: 112, rowsUsed: 103)],
      options: [.init("mcid", 0.75)], seed: 1, results: results,
      excluded: [.init(what: "9 nights", reason: "not recorded")],
      findings: TestAnalysis.make().findings, notes: ["made up"])
  }

  @Test("every schema is JSON and reads back", arguments: SchemaCatalogue.names)
  func parse(name: String) throws {
    let text = try #require(SchemaCatalogue.text(name))
    #expect(try JSONValue(parsing: text)["$schema"] != nil)
    #expect(SchemaCatalogue.text("nothing") == nil)
  }

  @Test("results of every kind are valid", .enabled(if: hasValidator))
  func results() throws {
    let analyses = [
      TestAnalysis.make(), TestAnalysis.make(kind: .score, simulation: false, dates: false),
      TestAnalysis.make(treatments: ["citrate", "oxide"], kind: .binary, extras: true),
    ]
    for analysis in analyses {
      let results = PersonalReport(analysis).results
      #expect(try isValid(envelope(results).rendered(), schema: "result"))
      #expect(try isValid(JSONValue.object(results).rendered(), schema: "nof1"))
    }
    let analysis = analyses[0]
    let check = CheckReport(
      study: analysis.study, design: analysis.design, findings: analysis.findings)
    #expect(try isValid(JSONValue.object(check.results).rendered(), schema: "check"))
    let power = PowerReportTests.report().results
    #expect(try isValid(JSONValue.object(power).rendered(), schema: "nof1-power"))
    #expect(try !isValid(JSONValue.object([power[1]]).rendered(), schema: "nof1-power"))
  }

  @Test("fits are valid, with everything and with nothing asked for", .enabled(if: hasValidator))
  func fits() throws {
    var full = try TestModel.full()
    full.timings = [.init("fit", 0.01)]
    for report in [full, try TestModel.report("cramps ~ 1"), try TestModel.report()] {
      #expect(try isValid(envelope(report.results).rendered(), schema: "result"))
      #expect(try isValid(JSONValue.object(report.results).rendered(), schema: "fit"))
    }
    let part = JSONValue.object(Array(full.results.dropFirst()))
    #expect(try !isValid(part.rendered(), schema: "fit"))
  }

  @Test("fits of counts and events are valid", .enabled(if: hasValidator))
  func generalizedFits() throws {
    for report in [
      try TestCounts.full(), try TestCounts.report(),
      try TestCounts.report(
        "bad ~ treatment", family: .binomial, request: { $0.checks = true }),
    ] {
      #expect(try isValid(envelope(report.results).rendered(), schema: "result"))
      #expect(try isValid(JSONValue.object(report.results).rendered(), schema: "fit"))
      let part = JSONValue.object(Array(report.results.dropFirst()))
      #expect(try !isValid(part.rendered(), schema: "fit"))
    }
  }

  @Test(
    "a failure is valid, a result with a part missing or added is not", .enabled(if: hasValidator))
  func failures() throws {
    let failed = Envelope(version: "1", command: "nof1 check", findings: envelope([]).findings)
    #expect(try isValid(failed.rendered(), schema: "result"))
    let members = failed.json().members ?? []
    #expect(try !isValid(JSONValue.object(Array(members.dropLast())).rendered(), schema: "result"))
    let results = PersonalReport(TestAnalysis.make()).results
    #expect(try !isValid(JSONValue.object(Array(results.dropFirst())).rendered(), schema: "nof1"))
    let more = results + [.init("host", "a machine")]
    #expect(try !isValid(JSONValue.object(more).rendered(), schema: "nof1"))
  }

  @Test("study files in each form are valid, unknown keys are not", .enabled(if: hasValidator))
  func study() throws {
    let valid: [JSONValue] = [
      [:], ["outcome": "cramps", "randomised": "yes", "randomisation": "paired-cycles"],
      [
        "reference": "placebo", "treatments": ["magnesium"], "mcid": 0.75,
        "outcome": ["column": "pain", "kind": "score", "better": "lower", "range": [0, 10]],
        "mcid_set_before": true, "randomisation": ["nightly": ["max_run": 2]], "wash_in_nights": 3,
        "prior": ["mean": 0, "sd": 0.5], "covariates": [], "schedule": "schedule.csv",
      ],
    ]
    for document in valid { #expect(try isValid(document.rendered(), schema: "study")) }
    #expect(try !isValid(#"{"refernce": "placebo"}"#, schema: "study"))
    #expect(try !isValid(#"{"randomisation": {"nightly": {"max_run": 0}}}"#, schema: "study"))
  }
}
