/// Keys of a legend in one or more rows.
struct Legend {
  enum Key {
    case marker(Style.Marker, color: String)
    case line(color: String, dash: String?)
    case band(color: String, opacity: Double)
  }

  let entries: [(key: Key, label: String)]

  /// The left ends and lines of the entries, below the title and between the margins.
  private var places: [(x: Double, y: Double)] {
    var (x, y) = (62.0, 54.0)
    return entries.map { entry in
      let width = 56 + Legend.width(entry.label)
      if x > 62 && x + width > Canvas.width {
        x = 62
        y += 20
      }
      defer { x += width }
      return (x, y)
    }
  }

  /// Height of its lines.
  var height: Double { (places.last?.y ?? 34) - 34 }

  func draw(on canvas: inout Canvas) {
    for (entry, place) in zip(entries, places) {
      draw(entry.key, on: &canvas, x: place.x, y: place.y)
      canvas.label(entry.label, x: place.x + 34, y: place.y + 4.5)
    }
  }

  private func draw(_ key: Key, on canvas: inout Canvas, x: Double, y: Double) {
    switch key {
    case .marker(let marker, let color): canvas.marker(marker, x: x + 16, y: y, color: color)
    case .line(let color, let dash):
      canvas.curve([(x + 2, y), (x + 28, y)], color: color, width: 2.5, dash: dash)
    case .band(let color, let opacity):
      canvas.rectangle(x: x + 4, y: y - 7, width: 24, height: 14, fill: color, opacity: opacity)
    }
  }

  /// Width of text at 13 px, estimated: 0.56 em for Latin letters, 1 em for wide characters.
  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 13 : 7.3) }
  }

  /// The text cut to the width, with an ellipsis where something is missing.
  static func shortened(_ text: String, to width: Double) -> String {
    if self.width(text) <= width { return text }
    var result = text
    while !result.isEmpty && self.width(result) + 8 > width { result.removeLast() }
    return result.isEmpty ? "" : result + "…"
  }
}
