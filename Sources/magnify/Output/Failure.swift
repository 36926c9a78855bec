import Batch
import MixedModels
import NOf1
import Numerics
import Tables
import Trials

/// Why a verb failed, translated in one place into findings and an exit status.
struct Failure: Error {
  let status: ExitStatus
  let findings: [Finding]

  private init(_ status: ExitStatus, _ findings: [Finding]) {
    self.status = status
    self.findings = findings
  }

  init(_ error: any Error) {
    func finding(_ code: String, _ message: String, hint: String? = nil) -> [Finding] {
      [Finding(code: code, severity: .error, message: message, hint: hint)]
    }
    switch error {
    case let error as InvalidInput: self.init(.invalidInput, error.findings)
    case PersonalAnalysisError.notEstimable(let found): self.init(.notEstimable, [found])
    case let error as MixedModelError: self.init(.notEstimable, [error.finding])
    case let error as OptimizationError:
      self.init(.notEstimable, [Finding(error)])
    case let error as LinearAlgebraError:
      self.init(.notEstimable, [Finding(error)])
    case let error as InferenceError:
      let isName = if case .notAFactor = error { true } else { false }
      self.init(
        isName ? .invalidInput : .notEstimable, [error.finding])
    case let error as ResamplingError:
      self.init(.notEstimable, [Finding(error.code, describing: error)])
    case let error as PredictionError:
      self.init(.invalidInput, [Finding(error.code, describing: error)])
    case let error as PoolingError: self.init(error.status, [error.finding])
    case let error as EffectError: self.init(.notEstimable, [error.finding])
    case let error as InputError: self.init(.cannotRead, finding("F101", error.description))
    case let error as OutputError: self.init(.cannotWrite, finding("F102", error.description))
    case let error as BatchError:
      self.init(error.status, finding(error.code, error.description, hint: error.hint))
    default:
      self.init(
        .internalFault,
        finding(
          "F100", "internal fault: \(error)",
          hint: "this should not happen; please report it with the command you ran"))
    }
  }
}
