import Foundation
import Testing

@Suite("Results and their schemas")
struct SchemaTests {
  private static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return skip() }
    process.waitUntilExit()
    return process.terminationStatus == 0 || skip()
  }()

  private static func skip() -> Bool {
    print("skipped: python3 with jsonschema is not installed")
    return false
  }

  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    faults = 0
    for name in sys.argv[1:]:
        envelope = json.load(open(name))
        verbs = {'nof1 analyze': 'nof1', 'nof1 check': 'check'}
        verb = verbs.get(envelope['command'], envelope['command'].replace(' ', '-'))
        parts = [('result', envelope)]
        if envelope['results']:
            parts.append((verb, envelope['results']))
        for schema, part in parts:
            validator = Draft202012Validator(json.load(open(schema + '.schema.json')))
            for error in validator.iter_errors(part):
                print(name, schema, error.message[:300])
                faults += 1
    sys.exit(1 if faults else 0)
    """

  @Test("every result and every failure is valid", .enabled(if: hasValidator))
  func valid() throws {
    let folder = try Scratch()
    let verbs = ["design", "power", "pool", "checklist"].map { "nof1-\($0)" }
    for name in ["result", "nof1", "check"] + verbs {
      let schema = try Magnify.run(["schema", name], in: folder)
      try folder.write(schema.output, to: "\(name).schema.json")
    }
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    var short = SampleLog(periods: ["placebo", "magnesium"], nightsPerPeriod: 3)
    try folder.write(short.text, to: "short.csv")
    short.outcomes["magnesium"] = [nil]
    try folder.write(short.text, to: "empty.csv")
    try folder.write(SampleLog.cycles(4).replacing(line: 9, by: "x,y,z,1"), to: "bad.csv")
    try folder.write("randomisation: paired-cycles\nmonitoring: continuous\n", to: "study.yaml")
    try folder.write(
      """
      {"schema": "magnify.prior/1", "mean": -0.1, "scale": 0.2, "degrees_of_freedom": 4,
       "measure": "ROM", "on": "log", "unit": "", "outcome": "cramps", "group": "",
       "studies": ["one"], "sources": [], "note": ""}
      """, to: "prior.json")
    let runs: [(arguments: [String], status: Int32)] = [
      (["analyze", "log.csv", "--randomisation", "paired-cycles", "--no-simulation"], 0),
      (["analyze", "short.csv", "--simulations", "2", "--no-sensitivity"], 0),
      (["analyze", "bad.csv"], 2), (["analyze", "empty.csv"], 4), (["analyze", "no.csv"], 66),
      (["analyze", "log.csv", "--plots", "log.csv"], 73), (["check", "log.csv"], 0),
      (["check", "bad.csv"], 2), (["check", "log.csv", "--redact"], 0),
      (["power", "--cycles", "2,3", "--period", "5", "--simulations", "2"], 0),
      (["power", "--cycles", "0"], 2),
      (
        [
          "design", "--arms", "placebo,magnesium", "--cycles", "2", "--period", "5", "--looks",
          "1,2", "--simulations", "2",
        ], 0
      ), (["pool", "log.csv", "log.csv", "--reference", "placebo"], 0), (["pool", "log.csv"], 4),
      (["checklist", "--study", "study.yaml"], 0), (["checklist", "log.csv"], 2),
      (
        [
          "analyze", "log.csv", "--study", "study.yaml", "--no-simulation", "--prior",
          "trials:prior.json",
        ], 0
      ),
    ]
    var names: [String] = []
    for (index, item) in runs.enumerated() {
      let run = try Magnify.run(["nof1"] + item.arguments + ["--json"], in: folder)
      #expect(run.status == item.status)
      names.append("\(index).json")
      try folder.write(run.output, to: names[index])
    }
    try folder.write(SchemaTests.script, to: "validate.py")
    let list = names.joined(separator: " ")
    let validation = try Magnify.shell("python3 validate.py \(list)", in: folder)
    #expect(validation.status == 0, "\(validation.output)\(validation.error)")
  }

  @Test("every fit, prediction and failure of one is valid", .enabled(if: hasValidator))
  func validFits() throws {
    let folder = try SampleTrial.folder()
    for name in ["result", "fit", "predict"] {
      let schema = try Magnify.run(["schema", name], in: folder)
      try folder.write(schema.output, to: "\(name).schema.json")
    }
    let (slopes, plain) = (SampleTrial.slopes, SampleTrial.formula)
    let runs: [(formula: String, arguments: [String], status: Int32)] = [
      (plain, ["--save", "fit.json"], 0), ("cramps_per_week ~ 1", [], 0),
      (
        slopes,
        [
          "--anova", "1", "--means", "treatment", "--modes", "--timings", "--ci", "profile",
          "--test", plain,
        ], 0
      ),
      (plain, ["--df", "none", "--ci", "bootstrap", "--nsim", "10"], 0),
      ("cramps_per_week ~ (1 | sequence:period:treatment)", ["--modes"], 0),
      ("cramps_per_week ~", [], 2), (plain, ["--test", "cramps_per_week ~ 1"], 4),
    ]
    var names: [String] = []
    func keep(_ run: Magnify.Run) throws {
      names.append("\(names.count).json")
      try folder.write(run.output, to: names[names.count - 1])
    }
    for item in runs {
      let run = try SampleTrial.fit(item.formula, item.arguments + ["--json"], in: folder)
      #expect(run.status == item.status, "\(run.error)")
      try keep(run)
    }
    for interval in ["none", "mean", "observation"] {
      let verb = ["predict", "fit.json", "trial.csv", "--interval", interval, "--json"]
      try keep(try Magnify.run(verb, in: folder))
    }
    try folder.write(SchemaTests.script, to: "validate.py")
    let list = names.joined(separator: " ")
    let validation = try Magnify.shell("python3 validate.py \(list)", in: folder)
    #expect(validation.status == 0, "\(validation.output)\(validation.error)")
  }

  @Test("fits of counts and events, and predictions of them, are valid", .enabled(if: hasValidator))
  func validCounts() throws {
    let folder = try SampleDiaries.folder(people: 6, awayNights: true)
    for name in ["result", "fit", "predict"] {
      let schema = try Magnify.run(["schema", name], in: folder)
      try folder.write(schema.output, to: "\(name).schema.json")
    }
    let runs: [(family: String, arguments: [String], status: Int32)] = [
      ("poisson", ["--save", "fit.json", "--timings"], 0),
      (
        "nb2",
        [
          "--anova", "2", "--means", "treatment", "--modes", "--checks", "--zero-inflation", "~ 1",
          "--test", "cramps ~ (1 | person)",
        ], 0
      ), ("poisson", ["--correlation", "ar1(night | person)"], 0),
      ("poisson", ["--agq", "0", "--checks"], 0), ("nb1", ["--agq", "5"], 0),
      ("binomial", [], 2), ("poisson", ["--test", "night ~ treatment"], 4),
    ]
    var names: [String] = []
    func keep(_ run: Magnify.Run) throws {
      names.append("\(names.count).json")
      try folder.write(run.output, to: names[names.count - 1])
    }
    for item in runs {
      let run = try SampleDiaries.fit(
        family: item.family, item.arguments + ["--json"], in: folder)
      #expect(run.status == item.status, "\(run.error)")
      try keep(run)
    }
    let extra = [["--scale", "link"], ["--average"], ["--interval", "observation"]]
    for arguments in extra {
      try keep(
        try Magnify.run(["predict", "fit.json", "diaries.csv", "--json"] + arguments, in: folder))
    }
    try folder.write(SchemaTests.script, to: "validate.py")
    let list = names.joined(separator: " ")
    let validation = try Magnify.shell("python3 validate.py \(list)", in: folder)
    #expect(validation.status == 0, "\(validation.output)\(validation.error)")
  }

  @Test("every result about trials, and every failure, is valid", .enabled(if: hasValidator))
  func validTrials() throws {
    let folder = try Scratch()
    let schemas = ["result", "prior"] + TrialsOutputTests.tables.keys.map { "trials-\($0)" }
    for name in schemas {
      let schema = try Magnify.run(["schema", name], in: folder)
      try folder.write(schema.output, to: "\(name).schema.json")
    }
    try folder.write(TrialsPoolTests.wide, to: "wide.csv")
    let runs =
      TrialsOutputTests.verbs.map { ($0, $0.contains("rls") && $0[0] != "effects" ? 4 : 0) }
      + [
        (["list", "wide.csv"], 0), (["show", "wide.csv", "a"], 0),
        (["effects", "wide.csv", "--measure", "SMD"], 0),
        (
          [
            "pool", "wide.csv", "--measure", "MD", "--by", "dose", "--mods", "age", "--mid", "1",
            "--save-prior", "prior.json",
          ], 0
        ),
        (["pool", "wide.csv", "--measure", "GEN"], 4), (["pool", "none.csv"], 66),
        (["pool", "wide.csv", "--group", "none"], 2),
      ]
    var names: [String] = []
    for (arguments, status) in runs {
      let run = try Magnify.run(["trials"] + arguments + ["--json"], in: folder)
      #expect(run.status == Int32(status), "\(arguments) \(run.error)")
      names.append("\(names.count).json")
      try folder.write(run.output, to: names[names.count - 1])
    }
    try folder.write(SchemaTests.script, to: "validate.py")
    let list = names.joined(separator: " ")
    let validation = try Magnify.shell("python3 validate.py \(list)", in: folder)
    #expect(validation.status == 0, "\(validation.output)\(validation.error)")
    let prior = """
      import json
      from jsonschema import Draft202012Validator as V
      V(json.load(open('prior.schema.json'))).validate(json.load(open('prior.json')))
      """
    try folder.write(prior, to: "prior.py")
    let saved = try Magnify.shell("python3 prior.py", in: folder)
    #expect(saved.status == 0, "\(saved.error)")
  }

  @Test(
    "what a batch says is valid, run, previewed, collected or refused", .enabled(if: hasValidator))
  func validBatches() throws {
    let folder = try Scratch()
    for name in ["result", "run"] {
      let schema = try Magnify.run(["schema", name], in: folder)
      try folder.write(schema.output, to: "\(name).schema.json")
    }
    try folder.write(SampleLog.cycles(2).text, to: "log.csv")
    try folder.write(
      "verb,input,options\nnof1 check,log.csv,--today 2026-01-01\n"
        + "nof1 analyze,none.csv,--no-simulation\n", to: "plan.csv")
    let runs: [(arguments: [String], status: Int32)] = [
      (["--dry-run"], 0), (["--collect"], 3), (["--keep-going", "--force"], 66), ([], 73),
      (["--resume", "--shard", "1/2"], 0),
    ]
    for (index, item) in runs.enumerated() {
      let run = try Magnify.run(["run", "plan.csv", "--json"] + item.arguments, in: folder)
      #expect(run.status == item.status, "\(run.error)")
      try folder.write(run.output, to: "\(index).json")
    }
    try folder.write(SchemaTests.script, to: "validate.py")
    let list = runs.indices.map { "\($0).json" }.joined(separator: " ")
    let validation = try Magnify.shell("python3 validate.py \(list)", in: folder)
    #expect(validation.status == 0, "\(validation.output)\(validation.error)")
  }

  @Test("keys come in the order of the schema")
  func order() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    let text = try Magnify.run(["nof1", "check", "log.csv", "--json"], in: folder).output
    let keys = text.matches(of: /(?m)^  "([a-z]+)":/).map { String($0.1) }
    #expect(
      keys == [
        "schema", "tool", "command", "inputs", "options", "seed", "results", "excluded",
        "findings", "notes",
      ])
  }
}
