import Figures
import NOf1

/// A reporting guideline, filled in: one row an item.
public struct ChecklistReport: Sendable {
  public let checklist: Checklist

  public init(_ checklist: Checklist) {
    self.checklist = checklist
  }

  public static let tableNames = ["items"]

  public var results: [JSONValue.Member] {
    [
      .init("guideline", .string(checklist.guideline.rawValue)),
      .init(
        "summary",
        .object(
          Checklist.State.allCases.map { state in
            .init(
              state.rawValue.replacingBlanks,
              .integer(checklist.items.count { $0.state == state }))
          })),
      .init("items", items.json),
    ]
  }

  public var tables: [RowTable] { [items] }

  private var items: RowTable {
    RowTable(
      name: "items", columns: ["number", "section", "asks", "state", "answer"],
      rows: checklist.items.map {
        [
          .string($0.number), .string($0.section), .string($0.asks), .string($0.state.rawValue),
          .string($0.answer),
        ]
      })
  }

  /// The page for people: the counts, then section by section.
  public var page: Page {
    let total = checklist.items.count
    let answered = checklist.items.count { $0.state == .answered }
    let missing = checklist.items.count { $0.state == .notSupplied }
    var elements: [Page.Element] = [
      .title(title),
      .answer(
        missing == 0 ? "COMPLETE" : "\(missing) ITEMS OPEN",
        "\(answered) of \(total) items are answered, \(missing) not supplied, "
          + "\(total - answered - missing) not applicable."),
    ]
    var section: String?
    var lines: [String] = []
    func close() {
      if let section, !lines.isEmpty { elements.append(.list("\(section):", lines)) }
      lines = []
    }
    for item in checklist.items {
      if item.section != section { close() }
      section = item.section
      lines.append("\(item.number) \(item.asks) [\(item.state.rawValue)] \(item.answer)")
    }
    close()
    return Page(elements: elements)
  }

  private var title: String {
    switch checklist.guideline {
    case .cent: "CENT 2015: what a report of an n-of-1 trial should say"
    case .spent: "SPENT 2019: what a protocol of an n-of-1 trial should say"
    }
  }
}

extension String {
  /// As a name of a column: blanks become underscores.
  fileprivate var replacingBlanks: String {
    String(map { $0 == " " ? "_" : $0 })
  }
}
