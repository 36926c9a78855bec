import Synchronization
import Tables

/// What the first jobs of the plan that failed found, whichever finished first.
final class FailedJobs: Sendable {
  private static let most = 20
  private let list = Mutex<[(job: Int, findings: [Finding])]>([])

  func add(_ job: Int, _ findings: [Finding]) {
    list.withLock { list in
      let index = list.firstIndex { $0.job > job } ?? list.count
      list.insert((job, findings), at: index)
      if list.count > FailedJobs.most { list.removeLast() }
    }
  }

  /// In the order of the plan.
  var findings: [Finding] { list.withLock { $0.flatMap(\.findings) } }
}
