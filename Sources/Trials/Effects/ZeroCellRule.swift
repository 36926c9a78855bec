/// What is added to empty cells of a table, and to which tables.
public struct ZeroCellRule: Sendable, Codable, Equatable {
  /// Which tables something is added to; raw values are metafor's `to`.
  public enum Scope: String, Sendable, Codable, CaseIterable {
    /// No table.
    case none
    /// Tables with an empty cell.
    case onlyZero = "only0"
    /// Every table if any has an empty cell.
    case ifAnyZero = "if0all"
    /// Every table.
    case all
  }

  /// Added to each cell: to all four of a two-by-two table, to both counts of events over time.
  public let added: Double
  public let scope: Scope
  /// Tables without an event on either side, or with nothing else, are left out.
  public let dropsDoubleZeros: Bool

  public init(added: Double = 0.5, scope: Scope = .onlyZero, dropsDoubleZeros: Bool = false) {
    self.added = added
    self.scope = scope
    self.dropsDoubleZeros = dropsDoubleZeros
  }

  /// 1/2 to each cell of tables with an empty one (Haldane 1956; Anscombe 1956).
  public static let standard = ZeroCellRule()
  /// Nothing is added.
  public static let none = ZeroCellRule(added: 0, scope: .none)

  /// What a table gets.
  func added(tableHasZero: Bool, anyHasZero: Bool) -> Double {
    switch scope {
    case .none: 0
    case .onlyZero: tableHasZero ? added : 0
    case .ifAnyZero: anyHasZero ? added : 0
    case .all: added
    }
  }
}
