import Foundation
import TestSupport
import Testing

@Suite("Claims, derivations and the document on the command line")
struct TrialsClaimsTests {
  @Test("gates end with status 3, and only on what they name")
  func gates() throws {
    func run(_ arguments: String...) throws -> Magnify.Run {
      let claims = ["trials", "claims", SampleTrials.claims, "--trials", SampleTrials.package]
      return try Magnify.run(claims + arguments, in: try Scratch())
    }
    #expect(try run().status == 0)
    let failed = try run("--fail-on", "contradicted", "--json")
    #expect(failed.status == 3)
    #expect(try SampleTrials.rows(failed, "claims").count == 42)
    #expect(try run("--fail-on", "not-supported").status == 3)
    let wrong = try run("--fail-on", "anything")
    #expect(wrong.status == 64)
  }

  @Test("a file that is no table of claims has its place")
  func badClaims() throws {
    let folder = try Scratch()
    try folder.write("claim,statement,direction\nK1,It helps,upwards\n", to: "claims.csv")
    let run = try Magnify.run(
      ["trials", "claims", "claims.csv", "--trials", SampleTrials.package], in: folder)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.contains("claims.csv:2:") && run.error.contains("D114"))
    let none = try Magnify.run(
      ["trials", "claims", "none.csv", "--trials", SampleTrials.package], in: folder)
    #expect(none.status == 66)
  }

  @Test("the document answers for every group and every claim")
  func document() throws {
    let run = try SampleTrials.run(
      "document", SampleTrials.package, "--claims", SampleTrials.claims, "--json")
    #expect(run.status == 0)
    let answers = try SampleTrials.rows(run, "answers")
    let groups = answers.compactMap { $0["group"] as? String }
    for group in ["idiopathic", "pregnancy", "rls"] { #expect(groups.contains(group)) }
    let rls = answers.filter { $0["group"] as? String == "rls" }
    #expect(rls.allSatisfy { $0["estimate"] is NSNull })
    #expect(try SampleTrials.rows(run, "claims").count == 42)
    let page = try SampleTrials.run(
      "document", SampleTrials.package, "--claims", SampleTrials.claims, "--format", "md"
    ).output
    for heading in [
      "## idiopathic", "## pregnancy", "## rls", "## Printed numbers that do not agree",
      "## Numbers that are not printed and follow", "## What each claim deserves",
      "## What could not be answered", "## Sources",
    ] {
      #expect(page.contains("\n\(heading)\n"), "\(heading)")
    }
    // Said once.
    #expect(page.components(separatedBy: "Not medical advice").count == 2)
    // The pilot's figures stand with the others that nobody controlled.
    #expect(page.contains("gorantla2024, IRLS score"))
    // A pooled pregnancy number says in its sentence what reviews judged.
    for line in page.split(separator: "\n") where line.contains("risk ratio 1.54") {
      #expect(line.contains("not poolable"))
    }
  }
}
