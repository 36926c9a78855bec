extension Figure {
  /// One row, read by the names of its columns.
  struct Row {
    private let places: [String: Int]
    private let cells: [JSONValue]

    fileprivate init(places: [String: Int], cells: [JSONValue]) {
      self.places = places
      self.cells = cells
    }

    subscript(column: String) -> JSONValue { places[column].map { cells[$0] } ?? .null }

    /// The text of a cell, empty where it has none.
    func text(_ column: String) -> String {
      let value = self[column]
      return value.text ?? value.double?.description ?? ""
    }

    /// The number in a cell, also where a file gives it as text; nil where there is none.
    func number(_ column: String) -> Double? {
      let value = self[column]
      let number = value.double ?? value.text.flatMap { Double($0) }
      return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// The number in a cell of a column that has one in every row.
    func value(_ column: String) -> Double { number(column) ?? 0 }

    /// Both ends of an interval, or nil.
    func interval(_ low: String, _ high: String) -> (low: Double, high: Double)? {
      if let low = number(low), let high = number(high) { (low, high) } else { nil }
    }
  }

  var rows: [Row] {
    let places = Dictionary(
      data.columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
    return data.rows.map { Row(places: places, cells: $0) }
  }

  private func fact(_ name: String) -> JSONValue {
    facts.first { $0.name == name }?.value ?? .null
  }

  /// A fact that is a text, empty where there is none.
  func text(_ name: String) -> String { fact(name).text ?? "" }
  /// A fact that is a number.
  func number(_ name: String) -> Double? { fact(name).double }
  /// A fact that is a whole number.
  func integer(_ name: String) -> Int? { fact(name).integer }
  /// A fact that is a list of texts.
  func texts(_ name: String) -> [String] { (fact(name).elements ?? []).compactMap(\.text) }
}

extension Sequence where Element: Equatable {
  /// Every value once, in order of appearance.
  package var distinct: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
