import NOf1
import Reports
import Tables

/// Why a verb failed, translated in one place into findings and an exit status.
struct Failure: Error {
  let status: ExitStatus
  let findings: [Finding]

  init(status: ExitStatus, findings: [Finding]) {
    self.status = status
    self.findings = findings
  }

  init(_ error: any Error) {
    switch error {
    case let error as InvalidInput:
      self.init(status: .invalidInput, findings: error.findings)
    case PersonalAnalysisError.notEstimable(let finding):
      self.init(status: .notEstimable, findings: [finding])
    case let error as InputError:
      self.init(
        status: .noSuchFile,
        findings: [Finding(code: "F101", severity: .error, message: error.description)])
    case let error as OutputError:
      self.init(
        status: .cannotWrite,
        findings: [Finding(code: "F102", severity: .error, message: error.description)])
    default:
      self.init(
        status: .internalFault,
        findings: [
          Finding(
            code: "F100", severity: .error, message: "internal fault: \(error)",
            hint: "this should not happen; please report it with the command you ran")
        ])
    }
  }

  func text(redact: Bool) -> String { FindingText.list(findings, redact: redact) }
}
