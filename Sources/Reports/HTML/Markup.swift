import Mustache
import Tables

/// Text of a page in which everything that HTML would act upon is literal.
///
/// Templates insert it by three braces. It is escaped scalar by scalar, as a browser reads it: a
/// quote followed by a combining mark is one `Character`, but still closes an attribute.
struct Markup: Sendable, Equatable, MustacheCustomRenderable {
  let html: String

  /// Text from anywhere, control characters and direction overrides shown as escapes.
  init(_ text: String) {
    var html = ""
    for scalar in DisplayText.visible(text).unicodeScalars {
      switch scalar {
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "&": html += "&amp;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default: html.unicodeScalars.append(scalar)
      }
    }
    self.html = html
  }

  /// What is HTML already.
  init(html: String) {
    self.html = html
  }

  var renderText: String { html }
  var isNull: Bool { html.isEmpty }

  static func joined(_ parts: [Markup]) -> Markup { Markup(html: parts.map(\.html).joined()) }
}
