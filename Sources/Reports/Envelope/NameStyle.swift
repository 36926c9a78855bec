import Figures

/// How the names of a result's columns are written (`--names`).
public enum NameStyle: String, Sendable, CaseIterable {
  /// `std_error`, `conf_low`, `p_value`.
  case snake
  /// `std.error`, `conf.low`, `p.value`: the glossary of the R package broom.
  case broom

  private static let broomNames = [
    "std_error": "std.error", "conf_low": "conf.low", "conf_high": "conf.high",
    "p_value": "p.value", "log_likelihood": "logLik", "aic": "AIC", "bic": "BIC",
    "n_obs": "nobs", "df_residual": "df.residual",
  ]

  public func callAsFunction(_ name: String) -> String {
    self == .broom ? NameStyle.broomNames[name] ?? name : name
  }

  /// Renames the members of every object inside a result.
  public func callAsFunction(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members): .object(members.map { .init(self($0.name), self($0.value)) })
    case .array(let elements): .array(elements.map { self($0) })
    default: value
    }
  }

  /// Renames the columns.
  public func callAsFunction(_ table: RowTable) -> RowTable {
    RowTable(name: table.name, columns: table.columns.map { self($0) }, rows: table.rows)
  }
}
