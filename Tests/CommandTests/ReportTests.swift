import Figures
import Foundation
import Reports
import TestSupport
import Testing

@Suite("Pages of results")
struct ReportTests {
  private static let forbidden = ["significan", "proven", "no effect", "trend towards"]

  private static func shipped(_ path: String) -> String {
    Reference.repository.appendingPathComponent("Datasets/\(path)").path
  }

  private static func personal(_ name: String) -> [String] {
    let study = shipped("personal-logs/\(name).study.yaml")
    return ["nof1", "analyze", shipped("personal-logs/\(name).csv"), "--study", study]
      + ["--no-simulation"]
  }

  /// Every verb on what ships with the command.
  static let examples: [[String]] =
    [
      "responder", "non-responder", "inconclusive", "ab-only", "missing-20", "severity",
      "three-forms",
    ].map(personal)
    + ["idiopathic", "pregnancy", "rls", "dialysis"].map {
      ["trials", "pool", SampleTrials.package, "--group", $0]
    } + [
      [
        "fit", "cramps_per_week ~ treatment + factor(period) + (treatment | person)",
        shipped("crossover-trial/crossover-trial.csv"), "--levels", "treatment=placebo,magnesium",
      ],
      [
        "fit", "cramps ~ treatment + (1 | person)", shipped("cramp-diaries/cramp-diaries.csv"),
        "--family", "poisson", "--levels", "treatment=placebo,magnesium",
      ],
      ["trials", "list", SampleTrials.package],
      ["trials", "show", SampleTrials.package, "frusso1999"],
      ["trials", "check", SampleTrials.package], ["trials", "derive", SampleTrials.package],
      ["trials", "effects"] + SampleTrials.idiopathic,
      ["trials", "stress"] + SampleTrials.pregnancy,
      ["trials", "claims", SampleTrials.claims, "--trials", SampleTrials.package],
      ["trials", "document", SampleTrials.package, "--claims", SampleTrials.claims],
      ["nof1", "check"] + personal("responder")[2...4],
      ["nof1", "power", "--cycles", "3", "--simulations", "3", "--effect", "1"],
      [
        "nof1", "pool", shipped("cramp-diaries/cramp-diaries.csv"), "--person", "person",
        "--reference", "placebo",
      ],
    ]

  @Test(
    "every verb gives a page: nested, ordered, each number led back to its full value",
    arguments: examples)
  func page(example: [String]) throws {
    let run = try Magnify.run(example + ["--format", "html", "-q"], in: try Scratch())
    #expect([0, 4].contains(run.status), "\(run.error)")
    let page = HTMLPage(run.output)
    #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.html.hasSuffix("</html>\n") && page.faults.isEmpty)
    #expect(page.untraced.isEmpty && !page.numbers.isEmpty)
    #expect(page.headingsAreOrdered)
    #expect(page.html.contains("<caption>Inputs</caption>") == (example[1] != "power"))
    for word in ReportTests.forbidden { #expect(!page.html.lowercased().contains(word)) }
    for part in ["<script", "<link", "<img", "<iframe", " src=", " onload", "@import"] {
      #expect(!page.html.contains(part))
    }
    #expect(page.html.ranges(of: PersonalReport.disclaimer).count == (example[0] == "fit" ? 0 : 1))
  }

  @Test("design, checklist and predict give pages too")
  func otherVerbs() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    try folder.write(
      "randomisation: paired-cycles\nmcid: 0.75\nreference: placebo\n", to: "study.yaml")
    for arguments in [
      [
        "nof1", "design", "--arms", "placebo,magnesium", "--cycles", "3", "--period", "14",
        "--start", "2027-01-04", "--into", "trial",
      ],
      ["nof1", "checklist", "--study", "study.yaml"],
      ["fit", "cramps ~ treatment", "log.csv", "--save", "fit.json", "-o", "fit.html"],
      ["predict", "fit.json", "log.csv"],
    ] {
      let run = try Magnify.run(arguments + ["--format", "html", "-q"], in: folder)
      #expect(run.status == 0, "\(run.error)")
      let html = arguments.contains("-o") ? try folder.read("fit.html") : run.output
      let page = HTMLPage(html)
      #expect(page.faults.isEmpty && page.untraced.isEmpty && page.headingsAreOrdered)
    }
  }

  @Test("the page of a saved result is that of its verb, the same bytes every time")
  func sameBytes() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    let verb = ["nof1", "analyze", "log.csv", "--no-simulation", "-q"]
    let direct = try Magnify.run(verb + ["--format", "html"], in: folder)
    #expect(try Magnify.run(verb + ["--json", "-o", "a.json"], in: folder).status == 0)
    let saved = try Magnify.run(["report", "a.json"], in: folder)
    #expect(saved.status == 0 && saved.error.isEmpty && saved.output == direct.output)
    #expect(
      try Magnify.run(["report", "-"], in: folder, input: folder.read("a.json")).output
        == direct.output)
    #expect(try Magnify.run(["report", "a.json", "-o", "a.html"], in: folder).output.isEmpty)
    #expect(try folder.read("a.html") == direct.output)
    #expect(try folder.permissions(of: "a.html") == 0o600)
    #expect(!direct.output.contains(folder.url.path))
    let page = HTMLPage(direct.output)
    try compare(page, with: JSONValue(parsing: folder.read("a.json")))
  }

  /// Every value of the flat tables stands in the page with every digit.
  private func compare(_ page: HTMLPage, with json: JSONValue) throws {
    var compared = 0
    for table in try #require(json["results"]?.members) where table.name != "figures" {
      for (row, element) in (table.value.elements ?? []).enumerated() {
        for member in element.members ?? [] where member.value.double != nil {
          let cell = page.cells["r1-\(table.name)-\(row)-\(member.name)"]
          #expect(cell == member.value.rendered(.compact))
          compared += 1
        }
      }
    }
    #expect(compared > 400)
  }

  @Test("several results share a page in the order given, with identifiers of their own")
  func several() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    _ = try Magnify.run(
      ["nof1", "check", "log.csv", "--json", "-o", "check.json", "-q"], in: folder)
    _ = try Magnify.run(
      ["fit", "cramps ~ treatment", "log.csv", "--json", "-o", "fit.json"], in: folder)
    let page = try Magnify.run(
      ["report", "fit.json", "check.json", "fit.json", "--title", "A & B"], in: folder)
    let parts = HTMLPage(page.output)
    #expect(page.status == 0 && parts.faults.isEmpty && parts.headingsAreOrdered)
    #expect(page.output.contains("<h1>A &amp; B</h1>") && parts.untraced.isEmpty)
    let commands = page.output.matches(of: /<code>magnify ([a-z0-9 ]+)<\/code>, by/).map {
      String($0.1)
    }
    #expect(commands == ["fit", "nof1 check", "fit"])
    #expect(page.output.ranges(of: PersonalReport.disclaimer).count == 1)
  }

  @Test("a pooled pregnancy number stands beside what reviews said, wherever it stands")
  func pregnancy() throws {
    let verb = ["trials", "pool"] + SampleTrials.pregnancy
    let page = try Magnify.run(verb + ["--format", "html", "-q"], in: try Scratch()).output
    #expect(page.contains("although reviews judged the pregnancy trials not poolable"))
    #expect(page.contains("Reviews judged these trials not poolable (garrison2020"))
    #expect(page.contains("regression to the mean"))
    let document = ["trials", "document", SampleTrials.package, "--format", "html", "-q"]
    let whole = try Magnify.run(document, in: try Scratch()).output
    let table = try #require(whole.firstMatch(of: /(?s)<span class="name">Ratios<.*?<\/caption>/))
    #expect(table.0.contains("garrison2020, cramp frequency: not pooled, certainty very low"))
  }

  @Test("what is no result, or was changed to do something, is refused; nothing is written")
  func refused() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    try folder.write("{\"schema\": \"other/1\"}", to: "other.json")
    let verb = ["nof1", "analyze", "log.csv", "--no-simulation", "-q", "--json", "-o", "a.json"]
    _ = try Magnify.run(verb, in: folder)
    for (file, status) in [("log.csv", Int32(2)), ("other.json", 2), ("absent.json", 66)] {
      let run = try Magnify.run(["report", "a.json", file, "-o", "page.html"], in: folder)
      #expect(run.status == status && run.output.isEmpty)
      #expect(run.error.contains(status == 2 ? "error F103: " : "error F101: "))
    }
    try folder.write("mine", to: "page.html")
    #expect(try Magnify.run(["report", "a.json", "-o", "page.html"], in: folder).status == 73)
    #expect(try folder.read("page.html") == "mine")
    #expect(
      try Magnify.run(["report", "a.json", "-o", "page.html", "--force"], in: folder).status == 0)
    #expect(try Magnify.run(["report", "a.json", "-o", "a.json"], in: folder).status == 64)
    #expect(try Magnify.run(["report", "-", "-"], in: folder).status == 64)
    #expect(try Magnify.run(["report"], in: folder).status == 64)
  }

  @Test("a failed run is a section of the page")
  func failed() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).replacing(line: 9, by: "x,y,z,1"), to: "log.csv")
    let failure = try Magnify.run(["nof1", "analyze", "log.csv", "--json"], in: folder)
    #expect(failure.status == 2)
    let page = try Magnify.run(["report", "-"], in: folder, input: failure.output)
    #expect(page.status == 0 && page.output.contains("This run failed"))
    #expect(page.output.contains("log.csv, line 9"))
  }

  static let hostileNames = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "=cmd()", "\u{202E}evil", "\"\u{301} onmouseover=\"alert(1)", "</style><b>", "{{{style}}}",
    "]]>--><svg onload=alert(1)>",
  ]

  @Test("names that are code appear as text", arguments: hostileNames)
  func hostile(name: String) throws {
    let folder = try Scratch()
    // A quote and the mark after it are one character: they are doubled scalar by scalar.
    let doubled = name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    let quoted = "\"\(doubled)\""
    try folder.write(
      SampleLog.cycles(4).text.replacingOccurrences(of: "magnesium", with: quoted), to: "log.csv")
    try folder.write(
      """
      study,group,outcome,n1,mean1,sd1,n2,mean2,sd2
      \(quoted),\(quoted),\(quoted),20,3.5,2,20,4.1,2.2
      other,\(quoted),\(quoted),30,3.2,2,30,3.4,1.9

      """, to: "trials.csv")
    for arguments in [
      ["nof1", "analyze", "log.csv", "--reference", "placebo", "--no-simulation"],
      ["trials", "pool", "trials.csv", "--measure", "MD"],
      ["fit", "cramps ~ treatment", "log.csv"],
    ] {
      let saved = try Magnify.run(
        arguments + ["--json", "-q", "-o", "a.json", "--force"], in: folder)
      #expect(saved.status == 0, "\(saved.error)")
      let run = try Magnify.run(["report", "a.json"], in: folder)
      #expect(run.status == 0, "\(run.error)")
      let page = HTMLPage(run.output)
      #expect(page.faults.isEmpty && page.untraced.isEmpty)
      let tags = Set(page.html.matches(of: /<([A-Za-z]+)/).map { $0.1.lowercased() })
      #expect(tags.isDisjoint(with: ["script", "img", "b", "iframe", "object"]))
      let attributes = page.html.matches(of: /<[A-Za-z][^>]*>/).map { $0.0 }
      #expect(!attributes.contains { $0.contains(#/ on[a-z]+="/#) && !$0.contains("title=") })
      #expect(!page.html.unicodeScalars.contains("\u{202E}"))
    }
  }
}
