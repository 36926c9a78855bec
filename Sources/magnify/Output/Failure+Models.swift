import MixedModels
import Numerics
import Tables

extension Finding {
  /// Why the search for the estimates broke down.
  init(_ error: OptimizationError) {
    self.init(
      code: "M211", severity: .error,
      message: "the search for the estimates broke down: \(Finding("", describing: error).message)",
      hint: "look for values of very different size, and change the units of the variables")
  }

  /// Why a step of the arithmetic is impossible.
  init(_ error: LinearAlgebraError) {
    self.init(
      code: "M212", severity: .error,
      message: "the arithmetic broke down: \(Finding("", describing: error).message)",
      hint: "look for columns that nearly determine one another, or of very different size")
  }

  /// A sentence that says what happened, and after its last colon what to do.
  init(_ code: String, describing error: some CustomStringConvertible) {
    var text = error.description[...]
    if text.hasSuffix(".") { text = text.dropLast() }
    let parts = text.split(separator: ": ")
    let hint = parts.count > 1 ? parts.last.map(String.init) : nil
    let message = parts.count > 1 ? parts.dropLast().joined(separator: ": ") : String(text)
    self.init(code: code, severity: .error, message: message, hint: hint)
  }
}

extension PredictionError {
  var code: String {
    switch self {
    case .newLevels: "M402"
    case .standardErrorUnavailable: "M403"
    case .format: "M404"
    }
  }
}

extension ResamplingError {
  var code: String {
    switch self {
    case .differentData: "M351"
    case .notNested: "M352"
    case .noRefit: "M353"
    }
  }
}
