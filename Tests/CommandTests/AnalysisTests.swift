import Foundation
import Testing

@Suite("What an analysis says")
struct AnalysisTests {
  private func analyze(
    _ log: SampleLog, _ arguments: [String] = []
  ) throws -> (text: String, json: [String: Any], results: [String: Any]) {
    let folder = try Scratch()
    try folder.write(log.text, to: "log.csv")
    let verb = ["nof1", "analyze", "log.csv", "--no-simulation"] + arguments
    let text = try Magnify.run(verb, in: folder)
    let run = try Magnify.run(verb + ["--json"], in: folder)
    #expect(text.status == 0, "\(text.error)")
    #expect(run.status == 0)
    #expect(text.error.isEmpty && run.error.isEmpty)
    let json = try run.json()
    return (text.output, json, try #require(json["results"] as? [String: Any]))
  }

  /// Every number in a JSON value.
  private func numbers(_ value: Any) -> [Double] {
    switch value {
    case let object as [String: Any]: object.values.flatMap(numbers)
    case let array as [Any]: array.flatMap(numbers)
    case let number as NSNumber: [number.doubleValue]
    default: []
    }
  }

  private func verdict(_ results: [String: Any]) throws -> String {
    let verdict = try #require(results["verdict"] as? [String: Any])
    return try #require(verdict["verdict"] as? String)
  }

  @Test(
    "logs of zeros give finite numbers everywhere",
    arguments: [
      ["placebo": [0], "magnesium": [0]], ["placebo": [1, 0, 2], "magnesium": [0]],
      ["placebo": [0], "magnesium": [1, 0, 2]],
    ])
  func zeros(outcomes: [String: [Double?]]) throws {
    var log = SampleLog.cycles(4)
    log.outcomes = outcomes
    let (text, json, results) = try analyze(log, ["--randomisation", "paired-cycles"])
    #expect(!text.contains(/\b(?i:nan|inf|infinity)\b/))
    let all = numbers(json)
    #expect(all.count > 500)
    #expect(all.allSatisfy { $0.isFinite })
    let effects = try #require(results["effects"] as? [[String: Any]])
    let sensitivity = try #require(results["sensitivity"] as? [[String: Any]])
    #expect(effects.count == 1 && sensitivity.count >= 8)
    for row in effects + sensitivity {
      let estimate = try #require(row["estimate"] as? Double)
      let low = try #require(row["conf_low"] as? Double)
      let high = try #require(row["conf_high"] as? Double)
      #expect(0 < low && low < estimate && estimate < high && high < 1000)
    }
    // Without any cramp all cycles are alike, and their mean has no interval.
    let cycleLevel = try #require(results["cycle_level"] as? [Any])
    #expect(cycleLevel.count == (outcomes["placebo"] == outcomes["magnesium"] ? 0 : 1))
  }

  @Test("a number that stands for a missing night does not upset the arithmetic")
  func outlier() throws {
    var log = SampleLog.cycles(4)
    log.nightsPerPeriod = 14
    for code in [999, 9999, 999_999.0] {
      log.outcomes["placebo"]?[4] = code
      let (_, json, results) = try analyze(log)
      #expect(numbers(json).allSatisfy { $0.isFinite })
      let effect = try #require((results["effects"] as? [[String: Any]])?.first)
      let ratio = try #require(effect["estimate"] as? Double)
      #expect((0.05..<5).contains(ratio))
    }
  }

  /// Placebo with many cramps, magnesium with none.
  private func hugeEffect(_ log: SampleLog) -> SampleLog {
    var log = log
    log.outcomes = ["placebo": [5, 7, 6, 4], "magnesium": [0]]
    return log
  }

  @Test("one switch cannot identify a responder, however large the effect")
  func oneSwitch() throws {
    let log = hugeEffect(SampleLog(periods: ["placebo", "magnesium"], nightsPerPeriod: 28))
    let (text, _, results) = try analyze(log, ["--randomised"])
    #expect(try verdict(results) == "design-cannot-identify")
    #expect(text.contains("NO VERDICT."))
    #expect(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .contains("this design cannot identify a responder"))
    #expect(!text.contains("RESPONDER"))
  }

  @Test("a log that is not randomised cannot either; the same log randomised can")
  func notRandomised() throws {
    let log = hugeEffect(.cycles(4))
    let (text, _, results) = try analyze(log)
    #expect(try verdict(results) == "design-cannot-identify")
    #expect(text.contains("NO VERDICT.") && !text.contains("RESPONDER"))
    let reasons = (results["verdict"] as? [String: Any])?["reasons"] as? [String]
    #expect(reasons?.count == 1 && reasons?[0].contains("drawn at random") == true)

    let (randomised, _, other) = try analyze(log, ["--randomisation", "paired-cycles"])
    #expect(try verdict(other) == "responder")
    #expect(randomised.contains("RESPONDER."))
  }

  @Test("four paired cycles print the floor of their randomisation test")
  func floor() throws {
    let (text, _, results) = try analyze(.cycles(4), ["--randomisation", "paired-cycles"])
    #expect(text.contains("cannot go below 0.0625"))
    let test = try #require(results["randomisation_test"] as? [String: Any])
    #expect(test["floor"] as? Double == 0.0625)
    #expect(test["schedules"] as? Int == 16 && test["exact"] as? Bool == true)
  }

  @Test("the other kinds of outcome are analysed on their own scale")
  func kinds() throws {
    var score = SampleLog.cycles(4)
    score.outcome = "severity"
    let (_, _, results) = try analyze(score, ["--outcome", "severity", "--mcid", "1"])
    #expect((results["effects"] as? [[String: Any]])?[0]["scale"] as? String == "difference")
    var binary = SampleLog.cycles(4)
    binary.outcome = "cramp_night"
    binary.outcomes = ["placebo": [1, 0, 1], "magnesium": [0, 1, 0, 0]]
    let (_, _, odds) = try analyze(binary, ["--outcome", "cramp_night"])
    #expect((odds["effects"] as? [[String: Any]])?[0]["scale"] as? String == "odds_ratio")
  }

  @Test("intervals have the coverage that was asked for, and say so")
  func level() throws {
    let (text, _, narrow) = try analyze(.cycles(4), ["--level", "0.8"])
    let (_, _, wide) = try analyze(.cycles(4), ["--level", "0.975"])
    func width(_ results: [String: Any]) throws -> Double {
      let row = try #require((results["effects"] as? [[String: Any]])?.first)
      return try #require(row["conf_high"] as? Double) - #require(row["conf_low"] as? Double)
    }
    #expect(try width(narrow) < width(wide))
    #expect(text.contains("80 % interval") && !text.contains("95 % interval"))
  }

  @Test("names follow broom, digits follow --digits, a table is chosen by its name")
  func shapes() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    func run(_ arguments: String...) throws -> String {
      let run = try Magnify.run(
        ["nof1", "analyze", "log.csv", "--no-simulation"] + arguments, in: folder)
      #expect(run.status == 0)
      return run.output
    }
    let snake = try run("--format", "csv")
    let broom = try run("--format", "csv", "--names", "broom")
    #expect(snake.contains(",conf_low,") && broom.contains(",conf.low,"))
    #expect(snake.split(separator: "\n").last == broom.split(separator: "\n").last)
    let nights = try run("--format", "csv", "--table", "nights")
    #expect(nights.split(separator: "\n").count == 1 + SampleLog.cycles(4).nights)
    let probability = #/all nights .*  0\.([0-9]+)  /#
    for digits in [3, 6] {
      let page = try run("--digits", String(digits))
      #expect(page.firstMatch(of: probability)?.1.count == digits - 1)
    }
    #expect(try run("--format", "md").hasPrefix("# Magnesium against placebo"))
  }
}
