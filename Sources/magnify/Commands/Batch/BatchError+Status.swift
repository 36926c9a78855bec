import Batch

extension BatchError {
  var status: ExitStatus {
    if case .interrupted = self { .interrupted } else { .cannotWrite }
  }
}
