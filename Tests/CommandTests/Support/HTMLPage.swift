import Foundation
import Testing

/// A page that the command wrote, taken apart.
struct HTMLPage {
  struct Number {
    let target: String
    let title: String
    let text: String
  }

  let html: String
  /// The texts of the cells of "All numbers", by their identifiers.
  let cells: [String: String]
  let numbers: [Number]
  /// Every identifier, as often as it occurs.
  let identifiers: [String]
  /// What is wrong with the nesting of its elements.
  let faults: [String]

  init(_ html: String) {
    self.html = html
    cells = Dictionary(
      html.matches(of: /<td id="([^"]*)"[^>]*>([^<]*)<\/td>/).map {
        (String($0.1), HTMLPage.plain($0.2))
      }, uniquingKeysWith: { first, _ in first })
    numbers = html.matches(
      of: /<a class="number" href="#([^"]*)" title="([^"]*)">([^<]*)<\/a>/
    ).map { Number(target: String($0.1), title: HTMLPage.plain($0.2), text: HTMLPage.plain($0.3)) }
    identifiers = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    faults = HTMLPage.faults(html)
  }

  private static func plain(_ html: Substring) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(
      String(html)
    ) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  /// Elements that are closed in another order than they were opened.
  private static func faults(_ html: String) -> [String] {
    var faults: [String] = []
    var open: [Substring] = []
    for tag in html.matches(of: /<(\/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>/) {
      if tag.2 == "meta" || tag.2 == "br" || tag.3.hasSuffix("/") { continue }
      if tag.1.isEmpty {
        open.append(tag.2)
      } else if open.popLast() != tag.2 {
        faults.append("</\(tag.2)>")
      }
    }
    return faults + open.map { "<\($0)>" }
  }

  /// The numbers whose target is not there, or is not what they are rounded from.
  var untraced: [String] {
    numbers.filter { number in
      guard let full = cells[number.target] else { return true }
      guard let value = Double(full) else {
        return !full.replacingOccurrences(of: "\u{A0}", with: " ").contains(number.text)
      }
      if number.text.hasPrefix(">") || number.text.hasPrefix("<") {
        guard let bound = Double(number.text.dropFirst()) else { return true }
        return number.text.hasPrefix(">") ? value <= bound : value >= bound
      }
      guard let shown = Double(number.text), number.title.hasPrefix(full) else { return true }
      let parts = number.text.split(separator: "e")
      let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
      let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      return abs(shown - value) > 0.5000001 * pow(10, Double(exponent - decimals))
    }.map { "\($0.text) -> \($0.target): \(cells[$0.target] ?? "absent")" }
  }

  /// Headings in order, none deeper than one below the one before it.
  var headingsAreOrdered: Bool {
    let levels = html.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.1) }
    return levels.first == 1 && levels.count { $0 == 1 } == 1
      && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }
  }
}
