import Figures
import Tables

/// A result as its part of a page: what the template `Result` shows.
public struct ResultSection: Sendable {
  struct Prose: Sendable {
    /// One of these holds the block.
    let headings: [Markup]
    let subheadings: [Markup]
    let answers: [Answer]
    let paragraphs: [Markup]
    let lists: [List]
  }

  struct Answer: Sendable {
    let word: Markup
    let sentence: Markup
  }

  struct List: Sendable {
    let lead: Markup
    let items: [Markup]
  }

  struct Fact: Sendable {
    let term: Markup
    let value: Markup
    let detail: Markup
  }

  struct Finding: Sendable {
    let code: Markup
    let severity: Markup
    let place: Markup
    let message: Markup
    let hint: [Markup]
  }

  struct Drawing: Sendable {
    let identifier: Markup
    let label: Markup
    let svg: Markup
    let caption: Markup
    let data: Markup
  }

  let identifier: String
  let title: String
  /// The parts of the title after its first.
  let facts: [Markup]
  let command: String
  let tone: String
  let answers: [Answer]
  let opening: [Prose]
  let figures: [Drawing]
  let keyFacts: [Fact]
  let keyTables: [TableView]
  let prose: [Prose]
  let checks: [TableView]
  let findings: [Finding]
  let exclusions: [List]
  let notes: [Markup]
  let computed: ComputedView
  let tables: [FullTable]
  let hasDisclaimer: Bool
  let failed: Bool
}

extension ResultSection {
  /// - Parameters:
  ///   - result: what the part shows.
  ///   - number: of the result on its page, from 1.
  ///   - redact: hide the values of the input in findings.
  /// - Throws: `SavedResultError.damaged` where a drawing holds more than shapes and text.
  public init(
    _ result: SavedResult, number: Int, redact: Bool
  ) throws(SavedResultError) {
    let identifier = "r\(number)"
    let figureTables = result.figures.map { figure in
      JSONValue.Member("figures.\(figure.name)", figure.data.json)
    }
    let tables = ResultTable.all(result.results + figureTables, prefix: identifier)
    let wording = ResultWording(tables)
    let views = ResultViews(result, tables)
    let titleParts = (wording.title ?? result.command).split(separator: " · ").map(String.init)
    self.identifier = identifier
    // Of trials the outcome alone says too little: the group goes with it.
    let areTrials = ["trials pool", "trials effects", "trials stress"].contains(result.command)
    let ofTitle = areTrials ? 2 : 1
    title = titleParts.prefix(ofTitle).joined(separator: " · ")
    facts = titleParts.dropFirst(ofTitle).map { Markup($0) }
    command = result.command
    failed = result.results.isEmpty
    tone = failed ? "failed" : views.tone
    answers = wording.opening.compactMap(\.answer)
    opening = wording.opening.filter { $0.answer == nil }.map(Prose.init)
    keyFacts = views.keyFacts
    keyTables = views.keyTables
    prose = wording.rest.map(Prose.init)
    checks = views.checks
    var figures: [Drawing] = []
    for (index, figure) in result.figures.enumerated() {
      guard let drawing = Drawing(figure, of: identifier) else {
        throw .damaged(
          path: "results.figures.\(index)", reason: "its drawing holds more than shapes and text")
      }
      figures.append(drawing)
    }
    self.figures = figures
    findings = result.findings.rows.indices.map {
      Finding(result.findings, row: $0, redact: redact)
    }
    let lists = wording.exclusions.map {
      List(lead: $0.lead ?? Markup(""), items: $0.texts)
    }
    exclusions =
      lists.isEmpty && !result.excluded.isEmpty
      ? [
        List(
          lead: Markup(""), items: result.excluded.map { Markup("\($0.what): \($0.reason)") })
      ] : lists
    let said = Set((wording.opening + wording.rest).flatMap(\.plain))
    notes = result.notes.filter { !said.contains($0) }.map { Markup($0) }
    computed = ComputedView(result)
    self.tables = tables.map(FullTable.init)
    // Words about a person or a treatment ask for it, whatever they are.
    let concerns = ["nof1 ", "trials "].contains { result.command.hasPrefix($0) }
    hasDisclaimer = wording.hasDisclaimer || concerns
  }
}

extension ResultWording.Block {
  var answer: ResultSection.Answer? {
    guard case .answer(let word) = kind, let text = texts.first else { return nil }
    return .init(word: Markup(word), sentence: text)
  }

  var lead: Markup? {
    if case .list(let lead) = kind { Markup(lead) } else { nil }
  }
}

extension ResultSection.Prose {
  init(_ block: ResultWording.Block) {
    headings = block.kind == .heading ? block.texts : []
    subheadings = block.kind == .subheading ? block.texts : []
    answers = block.answer.map { [$0] } ?? []
    paragraphs = block.kind == .paragraph ? block.texts : []
    lists = block.lead.map { [.init(lead: $0, items: block.texts)] } ?? []
  }
}

extension ResultSection.Finding {
  init(_ table: RowTable, row: Int, redact: Bool) {
    func text(_ column: String) -> String? {
      table.columns.firstIndex(of: column).flatMap { table.rows[row][$0].text }
    }
    func number(_ column: String) -> Int? {
      table.columns.firstIndex(of: column).flatMap { table.rows[row][$0].integer }
    }
    let severity = text("severity") ?? ""
    code = Markup(text("code") ?? "")
    self.severity = Markup(severity == "information" ? "note" : severity)
    place = Markup(
      [text("file"), number("line").map { "line \($0)" }].compactMap { $0 }.joined(separator: ", "))
    let found = Tables.Finding(
      code: text("code") ?? "", severity: .information, message: text("message") ?? "",
      hint: text("hint"), value: text("value"))
    let shown = redact ? found.redacted() : found
    message = Markup(shown.message)
    hint = shown.hint.map { [Markup($0)] } ?? []
  }
}

extension ResultSection.Drawing {
  /// nil where the drawing holds more than shapes and text.
  init?(_ figure: Figure, of result: String) {
    let identifier = "\(result)-figure-\(ResultTable.identifier(figure.name))"
    let drawn = figure.svg(identifiers: "\(identifier)-")
    guard DrawingText.isHarmless(drawn) else { return nil }
    let svg = DrawingText.visible(drawn)
    let title = DrawingText.title(of: svg) ?? Markup(figure.name)
    self.identifier = Markup(identifier)
    label = title
    self.svg = Markup(html: svg)
    caption = title
    data = Markup("\(result)-table-" + ResultTable.identifier("figures.\(figure.name)"))
  }
}
