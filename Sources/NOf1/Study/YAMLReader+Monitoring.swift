import Tables
import Yams

extension YAMLReader {
  /// `looks: [2, 4, 6]`: complete cycles at every look.
  mutating func looks(_ node: Node) -> Monitoring? {
    guard let items = node.sequence, !items.isEmpty else {
      report(
        "N203", place: place(of: node),
        "looks must be a list of complete cycles, such as [2, 4, 6]", value: node.scalar?.string)
      return nil
    }
    let what = "a whole number of complete cycles from 1 to 1000"
    let cycles = items.compactMap { whole($0, "looks", what, in: 1...1000) }
    return cycles.count == items.count ? .looks(afterCycles: cycles) : nil
  }

  /// `monitoring: continuous` or `at-the-end`.
  mutating func monitoring(_ node: Node) -> Monitoring? {
    switch choice(node, "monitoring", ["continuous", "at-the-end"]) {
    case "continuous": .continuous
    case "at-the-end": .atTheEnd
    default: nil
    }
  }
}
