import Foundation
import Testing

@Suite("magnify nof1 power")
struct PowerTests {
  private static let small = [
    "nof1", "power", "--cycles", "3", "--period", "5", "--rate", "1.2", "--effect", "1,0.3",
    "--simulations", "4",
  ]

  @Test("writes the same bytes in every format at one job and at two", arguments: [1, 2])
  func formats(jobs: Int) throws {
    let folder = try Scratch()
    let verb = Self.small + ["--jobs", String(jobs)]
    let json = try Magnify.run(verb + ["--json", "--plots", "plots"], in: folder)
    #expect(json.status == 0 && json.error.isEmpty)
    let alone = try Magnify.run(Self.small + ["--json", "--jobs", "1"], in: folder)
    #expect(json.output == alone.output)
    let value = try json.json()
    #expect(value["command"] as? String == "nof1 power" && value["seed"] as? Int == 1)
    let results = try #require(value["results"] as? [String: Any])
    let cells = try #require(results["cells"] as? [[String: Any]])
    #expect(cells.count == 2 && cells[0]["simulations"] as? Int == 4)
    for cell in cells {
      let shares = ["p_responder", "p_non_responder", "p_inconclusive", "p_design_cannot_identify"]
        .compactMap { cell[$0] as? Double }
      #expect(shares.count == 4 && abs(shares.reduce(0, +) - 1) < 1e-12)
    }
    #expect(
      folder.contents == ["plots", "plots/power.csv", "plots/power.svg", "plots/power.vl.json"])
    let csv = try Magnify.run(verb + ["--format", "csv", "--table", "shortest"], in: folder)
    #expect(csv.output.hasPrefix("rate,effect,rho,missing,target,cycles,"))
    #expect(csv.output.split(separator: "\n").count == 3)
    let page = try Magnify.run(verb, in: folder).output
    #expect(page.hasPrefix("Planning: Magnesium against placebo · 2 combinations"))
    let markdown = try Magnify.run(verb + ["--format", "md"], in: folder).output
    #expect(markdown.hasPrefix("# Planning: Magnesium against placebo"))
  }

  @Test("another seed gives other people, another threshold other answers")
  func seeds() throws {
    let folder = try Scratch()
    let rows = try [["--seed", "1"], ["--seed", "2"], ["--mcid", "0.3"]].map { extra in
      try Magnify.run(
        [
          "nof1", "power", "--cycles", "4", "--period", "5", "--rate", "2", "--effect", "0.4",
          "--simulations", "12", "--prior", "wide", "--format", "csv",
        ] + extra, in: folder
      ).output
    }
    #expect(rows[0] != rows[1] && rows[0] != rows[2])
  }

  @Test(
    "plans for scores, for yes-or-no nights and for more of a good thing",
    arguments: [
      ["--kind", "score", "--sigma", "1.5", "--mcid", "1", "--effect", "-2,0"],
      ["--kind", "binary", "--better", "higher", "--effect", "1,3"],
      ["--kind", "duration", "--wash-in", "1", "--treatment", "quinine"],
      ["--randomisation", "blocks:2", "--missing", "0"],
    ])
  func kinds(arguments: [String]) throws {
    let run = try Magnify.run(
      ["nof1", "power", "--cycles", "3", "--period", "5", "--simulations", "2"] + arguments
        + ["--json"], in: try Scratch())
    #expect(run.status == 0, "\(run.error)")
    let results = try #require(try run.json()["results"] as? [String: Any])
    #expect((results["cells"] as? [Any])?.isEmpty == false)
  }

  @Test(
    "values that cannot be simulated are refused with a code",
    arguments: [
      (["--cycles", ""], "N240"), (["--rho", "1"], "N241"), (["--missing", "10"], "N241"),
      (["--rate", "nan"], "N241"), (["--period", "7,7"], "N242"), (["--effect", "1.5"], "N243"),
      (["--effect", "-0.5"], "N243"), (["--cycles", "200"], "N244"),
      (["--simulations", "900000"], "N245"), (["--randomisation", "nightly:65"], "N246"),
      (["--randomisation", "blocks:3"], "N204"),
      (["--wash-in", "7"], "N247"), (["--mcid", "2"], "N204"),
      (["--kind", "score", "--sigma", "1"], "N206"), (["--reference", "magnesium"], "N207"),
      (["--kind", "binary", "--prior", "trial"], "N210"),
    ])
  func invalid(arguments: [String], code: String) throws {
    let folder = try Scratch()
    let run = try Magnify.run(
      ["nof1", "power", "--json", "--plots", "plots"] + arguments, in: folder)
    #expect(run.status == 2, "\(run.error)")
    #expect(run.error.hasPrefix("error \(code): ") && run.error.contains("hint: "))
    #expect(run.error.contains("(magnify explain \(code))"))
    let findings = try #require(try run.json()["findings"] as? [[String: Any]])
    #expect(findings.first?["code"] as? String == code)
    #expect(folder.contents.isEmpty)
  }

  @Test(
    "what is no number, list or choice is a matter of usage",
    arguments: [
      ["--cycles", "three"], ["--cycles", "3,,4"], ["--period", "7.5"], ["--effect", "half"],
      ["--target", "1"], ["--jobs", "0"], ["--kind", "sort"], ["--kind", "score"],
      ["--prior", "none"], ["--randomisation", "coin"], ["--wash-in", "-1"], ["log.csv"],
      ["--format", "csv", "--table", "effects"],
    ])
  func usage(arguments: [String]) throws {
    let run = try Magnify.run(["nof1", "power"] + arguments, in: try Scratch())
    #expect(run.status == 64 && run.output.isEmpty, "\(run.error)")
    #expect(run.error.hasPrefix("Error: ") && run.error.contains("Usage: magnify nof1 power"))
  }
}
