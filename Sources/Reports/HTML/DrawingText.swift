import Tables

/// SVG drawings as they go into a page.
enum DrawingText {
  private typealias Scalars = String.UnicodeScalarView.SubSequence

  private static let elements: Set<String> = [
    "svg", "title", "desc", "g", "rect", "text", "tspan", "path", "line", "circle", "ellipse",
    "polygon", "polyline", "defs", "clipPath", "marker", "use",
  ]

  /// Whether the drawing holds shapes and text alone: nothing that runs, loads or styles.
  ///
  /// A result file may have been changed by anybody; a page must not do what it says.
  static func isHarmless(_ svg: String) -> Bool {
    var depth = 0
    guard svg.unicodeScalars.first == "<" else { return false }
    for (index, part) in svg.unicodeScalars.split(separator: "<").enumerated() {
      guard let end = part.firstIndex(of: ">"), index == 0 || depth > 0 else { return false }
      var tag = part[..<end]
      let isClosing = tag.first == "/"
      if isClosing { tag.removeFirst() }
      let isEmpty = tag.last == "/"
      if isEmpty { tag.removeLast() }
      let name = tag.prefix { $0.isASCII && $0.properties.isAlphabetic }
      guard elements.contains(String(Substring(name))), index > 0 || Substring(name) == "svg",
        areHarmless(tag.dropFirst(name.count))
      else { return false }
      depth += isClosing ? -1 : isEmpty ? 0 : 1
    }
    return depth == 0
  }

  /// Attributes in double quotes, none a handler, and references to the drawing itself alone.
  private static func areHarmless(_ attributes: Scalars) -> Bool {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" }
    var rest = attributes.drop(while: isBlank)
    while !rest.isEmpty {
      let name = rest.prefix { $0 != "=" }
      let value = rest.dropFirst(name.count + 2).prefix { $0 != "\"" }
      let end = name.count + 2 + value.count
      guard !name.isEmpty, name.allSatisfy(isName), rest.dropFirst(name.count + 1).first == "\"",
        rest.dropFirst(end).first == "\"",
        isHarmless(Substring(name).lowercased(), Substring(value).lowercased())
      else { return false }
      rest = rest.dropFirst(end + 1).drop(while: isBlank)
    }
    return true
  }

  private static func isHarmless(_ name: String, _ value: String) -> Bool {
    if name.hasPrefix("on") || value.contains("javascript:") { return false }
    if name.hasSuffix("href") { return value.hasPrefix("#") }
    return name == "style" ? false : !value.contains("url(") || value.hasPrefix("url(#")
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == ":" || scalar.isASCII && scalar.properties.isAlphabetic
      || ("0"..."9").contains(scalar)
  }

  /// The drawing with control characters and direction overrides of its texts shown as escapes.
  static func visible(_ svg: String) -> String {
    svg.split(separator: "\n", omittingEmptySubsequences: false)
      .map { DisplayText.visible(String($0)) }.joined(separator: "\n")
  }

  /// The text of a harmless drawing's title, as HTML already; nil where there is none.
  static func title(of svg: String) -> Markup? {
    guard let opening = svg.firstRange(of: "<title"),
      let start = svg[opening.upperBound...].firstIndex(of: ">"),
      let end = svg[start...].firstRange(of: "</title>")
    else { return nil }
    return Markup(html: String(svg[svg.index(after: start)..<end.lowerBound]))
  }
}
