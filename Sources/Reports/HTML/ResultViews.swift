import Figures

/// The chosen numbers of a result: those beside its headline, its small tables, and its checks.
struct ResultViews: Sendable {
  /// Which way a verdict goes; never said by colour alone.
  var tone = "plain"
  var keyFacts: [ResultSection.Fact] = []
  var keyTables: [TableView] = []
  var checks: [TableView] = []

  init(_ result: SavedResult, _ tables: [ResultTable]) {
    let source = ResultSource(result: result, tables: tables)
    switch result.command {
    case "nof1 analyze": addAnalysis(source)
    case "nof1 check": addCheck(source)
    case "nof1 pool": addPopulation(source)
    case "nof1 power": addPower(source)
    case "trials pool": addPooling(source)
    case "trials effects": addEffects(source)
    case "trials stress": addStress(source)
    case "trials document": addDocument(source)
    case "trials claims": addClaims(source)
    case "trials check": addTrialCheck(source)
    case "fit": addModel(source)
    default: addTables(source, except: [])
    }
  }

  mutating func append(_ table: TableView?) {
    if let table { keyTables.append(table) }
  }

  mutating func appendCheck(_ table: TableView?) {
    if let table { checks.append(table) }
  }

  mutating func add(_ term: String, _ value: Markup?, detail: Markup? = nil) {
    guard let value else { return }
    let more = detail.map { Markup(html: "<dd class=\"detail\">\($0.html)</dd>") }
    keyFacts.append(.init(term: Markup(term), value: value, detail: more ?? Markup("")))
  }
}

/// A result and its tables by name.
struct ResultSource: Sendable {
  let result: SavedResult
  let tables: [ResultTable]

  /// The rows of a table, none where the result has no such table.
  func records(_ name: String) -> [ResultTable.Record] {
    tables.first { $0.name == name }?.records ?? []
  }

  func option(_ name: String) -> JSONValue? {
    result.options.first { $0.name == name }?.value
  }

  /// "95 % interval".
  var interval: String {
    let level = option("level")?.double ?? 0.95
    return "\(DecimalText.brief(level * 100)) % interval"
  }
}

extension ResultTable.Record {
  /// The text of a column; empty where there is none.
  func text(_ column: String) -> String { self[column]?.full ?? "" }

  func number(_ column: String, _ style: NumberStyle = .significant(3)) -> Markup? {
    self[column]?.markup(style)
  }

  /// Two columns as "0.56 to 1.44".
  func range(_ low: String, _ high: String, _ style: NumberStyle) -> Markup? {
    guard let low = self[low], let high = self[high] else { return nil }
    return .joined([low.markup(style), Markup(" to "), high.markup(style)])
  }

  /// "95 % interval 0.56 to 1.44".
  func span(_ name: String, _ low: String, _ high: String, _ style: NumberStyle) -> Markup? {
    range(low, high, style).map { .joined([Markup("\(name) "), $0]) }
  }
}

extension String {
  /// "conf_low" as "conf low".
  var replacingUnderscores: String { String(map { $0 == "_" || $0 == "." ? " " : $0 }) }
}
