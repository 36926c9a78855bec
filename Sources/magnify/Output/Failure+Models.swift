import MixedModels
import Numerics
import Tables

extension Finding {
  /// Why a model could not be fitted.
  init(_ error: MixedModelError) {
    switch error {
    case .notAvailable(let finding): self = finding
    case .designNotOfFullRank:
      self.init(
        code: "M201", severity: .error,
        message: "the columns of the fixed effects depend on one another",
        hint: "leave out the terms that others determine")
    case .perfectFit:
      self.init(
        code: "M202", severity: .error,
        message: "the fixed effects explain the response exactly: nothing is left to vary",
        hint: "is the response among the predictors, or is there one row per coefficient?")
    case .tooFewRows(let rows, let coefficients):
      self.init(
        code: "M203", severity: .error,
        message: "\(rows) usable rows are too few for \(coefficients) coefficients",
        hint: "use a smaller model, or see which rows lack a value")
    case .unsupported(let reason):
      self.init(code: "M204", severity: .error, message: reason, hint: "use a simpler structure")
    case .notConverged(let evaluations):
      self.init(
        code: "M205", severity: .error,
        message: "the search for the estimates gave up after \(evaluations) evaluations",
        hint: "use a simpler random part, or bring the variables to similar scales")
    }
  }

  /// Why the search for the estimates broke down.
  init(_ error: OptimizationError) {
    self.init(
      code: "M206", severity: .error,
      message: "the search for the estimates broke down: \(Finding("", describing: error).message)",
      hint: "look for values of very different size, and change the units of the variables")
  }

  /// Why a step of the arithmetic is impossible.
  init(_ error: LinearAlgebraError) {
    self.init(
      code: "M207", severity: .error,
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
