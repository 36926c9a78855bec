/// An SVG drawing under construction: elements in the order in which they are painted.
///
/// Numbers are rounded to 2 decimals and all text is escaped, so that the same rows give the same
/// bytes and no name from a file can become markup.
struct Canvas {
  static let width = 800.0
  static let font = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

  enum Anchor: String {
    case start, middle, end
  }

  /// Before every identifier, so that several drawings can stand on one page.
  private let prefix: String
  private var elements: [String] = []

  init(identifiers prefix: String) { self.prefix = Canvas.escaped(prefix) }

  /// The whole document, with its title and description for those who cannot see it.
  func document(height: Double, title: String, description: String) -> String {
    let size = "width=\"\(Canvas.text(Canvas.width))\" height=\"\(Canvas.text(height))\""
    let box = "viewBox=\"0 0 \(Canvas.text(Canvas.width)) \(Canvas.text(height))\""
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box) role=\"img\" "
        + "aria-labelledby=\"\(prefix)title \(prefix)description\" "
        + "font-family=\"\(Canvas.font)\" font-size=\"13\">",
      "<title id=\"\(prefix)title\">\(Canvas.escaped(title))</title>",
      "<desc id=\"\(prefix)description\">\(Canvas.escaped(description))</desc>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    return (head + elements + ["</svg>", ""]).joined(separator: "\n")
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String, opacity: Double = 1
  ) {
    add(
      "rect",
      [
        ("x", Canvas.text(x)), ("y", Canvas.text(y)), ("width", Canvas.text(max(0, width))),
        ("height", Canvas.text(max(0, height))), ("fill", fill),
        ("fill-opacity", Canvas.text(opacity)),
      ])
  }

  mutating func line(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double), color: String = "#666666",
    width: Double = 1, dash: String? = nil
  ) {
    add(
      "line",
      [
        ("x1", Canvas.text(a.x)), ("y1", Canvas.text(a.y)), ("x2", Canvas.text(b.x)),
        ("y2", Canvas.text(b.y)), ("stroke", color), ("stroke-width", Canvas.text(width)),
      ] + Canvas.dash(dash))
  }

  /// A line through the points.
  mutating func curve(
    _ points: [(x: Double, y: Double)], color: String, width: Double = 2, dash: String? = nil
  ) {
    add(
      "path",
      [
        ("d", Canvas.path(points)), ("fill", "none"), ("stroke", color),
        ("stroke-width", Canvas.text(width)), ("stroke-linejoin", "round"),
      ] + Canvas.dash(dash))
  }

  /// The area inside the points.
  mutating func area(_ points: [(x: Double, y: Double)], fill: String, opacity: Double) {
    add(
      "path",
      [
        ("d", Canvas.path(points) + "Z"), ("fill", fill), ("fill-opacity", Canvas.text(opacity)),
      ])
  }

  mutating func label(
    _ content: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = 13,
    color: String = "#222222", bold: Bool = false, turned: Bool = false
  ) {
    var attributes = [
      ("x", Canvas.text(x)), ("y", Canvas.text(y)), ("text-anchor", anchor.rawValue),
      ("font-size", Canvas.text(size)), ("fill", color),
    ]
    if bold { attributes.append(("font-weight", "600")) }
    if turned {
      attributes.append(("transform", "rotate(-90 \(Canvas.text(x)) \(Canvas.text(y)))"))
    }
    add("text", attributes, content: content)
  }

  private mutating func add(
    _ name: String, _ attributes: [(String, String)], content: String? = nil
  ) {
    let list = attributes.map { " \($0.0)=\"\(Canvas.escaped($0.1))\"" }.joined()
    let end = content.map { ">\(Canvas.escaped($0))</\(name)>" } ?? "/>"
    elements.append("<\(name)\(list)\(end)")
  }

  private static func dash(_ pattern: String?) -> [(String, String)] {
    pattern.map { [("stroke-dasharray", $0)] } ?? []
  }

  private static func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated()
      .map { ($0.offset == 0 ? "M" : "L") + text($0.element.x) + " " + text($0.element.y) }
      .joined()
  }

  /// A coordinate with at most 2 decimals.
  static func text(_ number: Double) -> String {
    let fixed = DecimalText.fixed(number, decimals: 2)
    guard fixed.contains(".") else { return fixed }
    return String(fixed.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// Text for XML 1.0: markup characters as entities, control characters (which XML cannot hold)
  /// as blanks.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
