import ArgumentParser
import Reports
import Trials

/// `magnify trials document`: the whole re-analysis of a package of trials as one page.
struct TrialsDocumentCommand: ResultCommand {
  static let verb = "trials document"
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "The re-analysis of a package of trials as one document.",
    discussion: """
      Example:
        magnify trials document Datasets/magnesium-trials --claims Datasets/claims \\
          --format md -o reanalysis.md

      What the tables support for every group, which printed numbers do not agree,
      what each claim deserves, and which numbers are missing.
      """)

  @OptionGroup var input: TrialsInputOptions
  @Option(help: .init("Claims to judge: a CSV file or a folder.", valueName: "path"))
  var claims: String?
  @OptionGroup(title: "Output") var output: OutputOptions

  func validate() throws {
    try output.validate(
      tables: TrialDocument.tableNames, inputs: input.paths + (claims.map { [$0] } ?? []))
  }

  func outcome() throws -> Outcome {
    let tables = try TrialTables.read(paths: input.paths)
    let table = try claims.map { try ClaimTable.read(path: $0) }
    let document = try TrialDocument(
      tables, claims: table?.claims ?? [],
      findings: output.hiding(tables.findings + (table?.findings ?? [])), digits: output.digits)
    let envelope = Envelope(
      version: Magnify.version, command: Self.verb,
      inputs: tables.envelopeInputs() + (table?.envelopeInputs ?? []),
      results: document.results, findings: document.findings)
    return Outcome(
      envelope: envelope, page: document.page, tables: document.tables, status: .done)
  }
}
