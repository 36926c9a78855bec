import Foundation
import TestSupport
import Testing

/// The numbers of one reference case by path, each of which a test has to claim.
///
/// A path joins keys and array places by "/": `z/coefficients/estimate/0`.
final class ReferenceClaims {
  enum Leaf: Equatable {
    case number(Double)
    case text(String)
    case null
  }

  let name: String
  let leaves: [String: Leaf]
  private(set) var claimed: Set<String> = []
  /// The largest error over tolerance by field (the path without array places).
  private(set) var worst: [String: Double] = [:]
  /// A factor on tolerances where the reference itself has lost digits; say why where it is set.
  var leeway = 1.0

  init(_ name: String) throws {
    self.name = name
    let results = try Reference.json("expected/\(name).json")["results"] ?? [:]
    var leaves: [String: Leaf] = [:]
    Self.flatten(results, at: "", into: &leaves)
    self.leaves = leaves
  }

  private static func flatten(_ value: Any, at path: String, into leaves: inout [String: Leaf]) {
    func below(_ key: String) -> String { path.isEmpty ? key : path + "/" + key }
    switch value {
    case let value as [String: Any]:
      for (key, item) in value { flatten(item, at: below(key), into: &leaves) }
    case let value as [Any]:
      for (place, item) in value.enumerated() {
        flatten(item, at: below("\(place)"), into: &leaves)
      }
    case let value as NSNumber: leaves[path] = .number(value.doubleValue)
    case let value as String: leaves[path] = .text(value)
    default: leaves[path] = .null
    }
  }

  func has(_ path: String) -> Bool { leaves[path] != nil }

  func hasBelow(_ path: String) -> Bool { leaves.keys.contains { $0.hasPrefix(path + "/") } }

  func numbers(_ path: String) -> [Double] {
    var values: [Double] = []
    while case .number(let value)? = leaves["\(path)/\(values.count)"] { values.append(value) }
    return values
  }

  /// Compares a number; relative to the expected one, or to `floor` where that is larger,
  /// absolutely where both are zero. A reference without a value claims nothing but the path.
  func claim(_ path: String, _ value: Double?, tolerance: Double, floor: Double = 0) {
    guard let leaf = leaves[path] else { return }
    claimed.insert(path)
    guard case .number(let expected) = leaf else { return }
    guard let value else {
      Issue.record("\(name) \(path): no value for \(expected)")
      return
    }
    let scale = max(abs(expected), floor)
    let ratio = abs(value - expected) / (leeway * tolerance * (scale == 0 ? 1 : scale))
    let field = path.split(separator: "/").filter { Int($0) == nil }.joined(separator: "/")
    worst[field] = max(worst[field] ?? 0, ratio)
    if !(ratio <= 1) {
      Issue.record("\(name) \(path): \(value), expected \(expected), \(ratio) x tolerance")
    }
  }

  func claim(_ path: String, _ values: [Double?], tolerance: Double) {
    for (place, value) in values.enumerated() {
      claim("\(path)/\(place)", value, tolerance: tolerance)
    }
  }

  func claim(_ path: String, text: String) {
    guard let leaf = leaves[path] else { return }
    claimed.insert(path)
    #expect(leaf == .text(text), "\(name) \(path)")
  }

  /// Fails for every number nobody claimed, but for those the scope names; prints the worst ratios.
  func close() {
    for path in leaves.keys.sorted() where !claimed.contains(path) {
      if PoolingScope.reason(case: name, path: path) == nil {
        Issue.record("\(name) \(path): claimed by no test and not in the scope")
      }
    }
    let top = worst.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
    let shown = top.prefix(4).map { "\($0.key) \(String(format: "%.1e", $0.value))" }
    print("\(name): \(claimed.count) claimed; worst error / tolerance: \(shown)")
  }
}
