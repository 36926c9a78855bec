import Figures

/// What a result says in words, in order, taken apart for its page.
struct ResultWording: Sendable {
  struct Block: Sendable {
    enum Kind: Sendable, Equatable {
      case heading
      case subheading
      case answer(String)
      case paragraph
      /// The items below their lead.
      case list(String)
    }

    let kind: Kind
    /// The text of each paragraph or item, its numbers leading to where it stands in full.
    var texts: [Markup]
    var plain: [String]

    /// 1 for a heading, 2 for a subheading, nil for what stands below them.
    var level: Int? {
      switch kind {
      case .heading: 1
      case .subheading: 2
      default: nil
      }
    }

    /// "Found 8 comparisons or trials: 3 used, 5 excluded:"
    var isExclusion: Bool {
      if case .list(let lead) = kind {
        lead.hasPrefix("Found ") || lead == "Excluded:"
      } else {
        false
      }
    }
  }

  /// "Magnesium against placebo · 3 randomised cycles · …".
  var title: String?
  /// What comes before the first table or heading.
  private(set) var opening: [Block] = []
  private(set) var rest: [Block] = []
  /// The lists of what was left out, which pages show further below.
  private(set) var exclusions: [Block] = []
  /// Whether the result asks for a clinician's advice.
  private(set) var hasDisclaimer = false

  /// - Parameter tables: of a result; the wording is one of them, absent where a result holds none.
  init(_ tables: [ResultTable]) {
    guard let table = tables.first(where: { $0.name == "wording" }) else { return }
    var isOpening = true
    for record in table.records {
      let element = record["element"]?.value.text ?? ""
      if element == "table" {
        if rest.isEmpty { Self.dropIntroduction(&opening) } else { Self.dropIntroduction(&rest) }
      }
      if ["table", "heading", "subheading"].contains(element) { isOpening = false }
      if element == "advice" { hasDisclaimer = true }
      guard let cell = record["text"], let text = cell.value.text else { continue }
      if element == "title" {
        title = text
      } else if let kind = Self.kind(element, record["lead"]?.value.text ?? "") {
        let block = Block(kind: kind, texts: [cell.sentence(text)], plain: [text])
        if block.isExclusion {
          Self.append(block, to: &exclusions)
        } else if isOpening {
          Self.append(block, to: &opening)
        } else {
          Self.append(block, to: &rest)
        }
      }
    }
    rest = Self.withoutEmptyHeadings(rest)
  }

  /// Headings below which nothing is said, as their tables stand elsewhere, are left out.
  private static func withoutEmptyHeadings(_ blocks: [Block]) -> [Block] {
    blocks.enumerated().filter { index, block in
      guard let level = block.level else { return true }
      let next = blocks[(index + 1)...].first
      return next != nil && next?.level ?? .max > level
    }.map(\.element)
  }

  private static func kind(_ element: String, _ lead: String) -> Block.Kind? {
    switch element {
    case "heading": .heading
    case "subheading": .subheading
    case "answer": .answer(lead)
    // Pages show these from the envelope, with codes and hints.
    case "item": lead == "Notes:" || lead == TrialWords.findingsLead ? nil : .list(lead)
    default: .paragraph
    }
  }

  private static func append(_ block: Block, to blocks: inout [Block]) {
    if case .list = block.kind, let last = blocks.indices.last, blocks[last].kind == block.kind {
      blocks[last].texts += block.texts
      blocks[last].plain += block.plain
    } else {
      blocks.append(block)
    }
  }

  /// A paragraph that only introduces the table after it.
  private static func dropIntroduction(_ blocks: inout [Block]) {
    if let last = blocks.last, last.kind == .paragraph, last.plain.last?.hasSuffix(":") == true {
      blocks.removeLast()
    }
  }
}
