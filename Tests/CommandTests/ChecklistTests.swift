import Testing

@Suite("nof1 checklist")
struct ChecklistTests {
  @Test("a plan is held against SPENT, a result against CENT")
  func both() throws {
    let folder = try Scratch()
    try folder.write(SampleLog.cycles(4).text, to: "log.csv")
    try folder.write(
      "reference: placebo\nrandomisation: paired-cycles\nreport:\n  funding: none\n",
      to: "study.yaml")
    let plan = try Magnify.run(
      ["nof1", "checklist", "--study", "study.yaml", "--json"], in: folder)
    #expect(plan.status == 0, "\(plan.error)")
    #expect(plan.output.contains("\"guideline\": \"spent\""))
    let analysis = try Magnify.run(
      [
        "nof1", "analyze", "log.csv", "--study", "study.yaml", "--no-simulation", "--json", "-o",
        "result.json",
      ], in: folder)
    #expect(analysis.status == 0, "\(analysis.error)")
    let verb = ["nof1", "checklist", "result.json", "--study", "study.yaml"]
    let report = try Magnify.run(verb, in: folder)
    #expect(report.status == 0, "\(report.error)")
    #expect(report.output.contains("CENT 2015"))
    let rows = try Magnify.run(verb + ["--format", "csv"], in: folder).output
    #expect(rows.contains("answered") && rows.contains("not supplied"))
    #expect(rows == (try Magnify.run(verb + ["--format", "csv"], in: folder).output))
  }

  @Test("what is no saved analysis is refused")
  func refused() throws {
    let folder = try Scratch()
    try folder.write("{}", to: "result.json")
    try folder.write("a,b\n1,2\n", to: "table.csv")
    for name in ["result.json", "table.csv"] {
      let run = try Magnify.run(["nof1", "checklist", name], in: folder)
      #expect(run.status == 2 && run.error.contains("F103"), "\(run.error)")
    }
    #expect(try Magnify.run(["nof1", "checklist"], in: folder).status == 64)
    #expect(try Magnify.run(["nof1", "checklist", "no.json"], in: folder).status == 66)
  }
}
