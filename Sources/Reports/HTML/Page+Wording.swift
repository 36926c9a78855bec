import Figures

extension Page {
  /// What the page says apart from the numbers of its tables, so that a saved result says it too:
  /// rows {element, lead, text}.
  ///
  /// `element` is title, heading, subheading, answer (`lead` in capitals), paragraph, item (of the
  /// list that `lead` introduces), table where one stands, or advice where a clinician's is asked for.
  public var wording: RowTable {
    RowTable(
      name: "wording", columns: ["element", "lead", "text"],
      rows: elements.flatMap { element -> [[JSONValue]] in
        switch element {
        case .title(let text): [["title", .null, .string(text)]]
        case .heading(let text): [["heading", .null, .string(text)]]
        case .subheading(let text): [["subheading", .null, .string(text)]]
        case .answer(let word, let text): [["answer", .string(word), .string(text)]]
        case .paragraph(PersonalReport.disclaimer): [["advice", .null, .null]]
        case .paragraph(let text): [["paragraph", .null, .string(text)]]
        case .list(let lead, let items): items.map { ["item", .string(lead), .string($0)] }
        case .table: [["table", .null, .null]]
        }
      })
  }
}
