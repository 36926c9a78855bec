/// One of several parts of a plan, for machines that work side by side.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public let index: Int
  public let count: Int

  /// Of a text such as `2/4`, nil where it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, count >= index
    else { return nil }
    self.index = index
    self.count = count
  }

  public var description: String { "\(index)/\(count)" }

  /// Every `count`-th job is its own, so that long and short ones are spread alike.
  func holds(_ job: PlannedJob) -> Bool { (job.number - 1) % count == index - 1 }

  /// What its files have in their names.
  var suffix: String { "-\(index)-of-\(count)" }
}
