import Tables

/// A page for people: a sequence of elements that text and Markdown render alike.
public struct Page: Sendable, Equatable {
  package enum Element: Sendable, Equatable {
    case title(String)
    case heading(String)
    case subheading(String)
    /// An answer in capitals, then the sentence that explains it.
    case answer(String, String)
    case paragraph(String)
    /// Items below a line that introduces them.
    case list(String, [String])
    case table(Grid)
  }

  let elements: [Element]

  package init(elements: [Element]) {
    self.elements = elements
  }

  /// Plain text wrapped at 80 columns; the title alone may be wider.
  public func text() -> String {
    let blocks = elements.map { element in
      switch element {
      case .title(let text): DisplayText.visible(text)
      case .heading(let text), .subheading(let text): Page.block([DisplayText.visible(text)])
      case .answer(let word, let sentence): Page.paragraph("\(word). \(sentence)")
      case .paragraph(let text): Page.paragraph(text)
      case .list(let lead, let items):
        Page.block(
          Page.wrapped(lead, hanging: 0) + items.flatMap { Page.wrapped("- \($0)", hanging: 2) })
      case .table(let grid): Page.block(grid.lines(labelWidth: 26))
      }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The same page in GitHub-flavoured Markdown.
  public func markdown() -> String {
    let blocks = elements.map { element in
      switch element {
      case .title(let text): "# \(Markdown.escaped(text))\n"
      case .heading(let text): "## \(Markdown.escaped(text))\n"
      case .subheading(let text): "### \(Markdown.escaped(text))\n"
      case .answer(let word, let sentence):
        "**\(Markdown.escaped(word)).** \(Markdown.escaped(sentence))\n"
      case .paragraph(let text): Markdown.escaped(text) + "\n"
      case .list(let lead, let items):
        Markdown.escaped(lead) + "\n\n" + items.map { "- \(Markdown.escaped($0))\n" }.joined()
      case .table(let grid): grid.markdown()
      }
    }
    return blocks.joined(separator: "\n")
  }

  private static func paragraph(_ text: String) -> String { block(wrapped(text, hanging: 0)) }

  private static func wrapped(_ text: String, hanging: Int) -> [String] {
    DisplayText.wrapped(DisplayText.visible(text), width: 78, hanging: hanging)
  }

  private static func block(_ lines: [String]) -> String {
    lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}
