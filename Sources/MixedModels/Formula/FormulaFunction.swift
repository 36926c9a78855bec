/// The functions a formula may call.
enum FormulaFunction: String, Sendable, CaseIterable {
  case log, log2, log10, log1p, exp, expm1, sqrt, abs, sin, cos, tan
  /// Arithmetic as it stands.
  case identity = "I"
  case factor, offset
  /// Events and trials without event: a response.
  case cbind
  /// Structures of the residuals, which stand outside the formula.
  case ar1, car1, cs, us, ident, power

  /// A function of numbers, which makes a numeric predictor.
  var isArithmetic: Bool {
    switch self {
    case .factor, .offset, .cbind: false
    default: !isResidualStructure
    }
  }

  var isResidualStructure: Bool {
    switch self {
    case .ar1, .car1, .cs, .us, .ident, .power: true
    default: false
    }
  }
}
