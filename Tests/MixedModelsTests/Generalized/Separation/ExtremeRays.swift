import Numerics

@testable import MixedModels

/// The brute-force twin: the extreme rays of the cone of directions, in whole numbers.
///
/// The cone has no line, X being of full column rank, and so is spanned by its extreme rays, each
/// of which is at right angles to p - 1 independent rows.
struct ExtremeRays {
  let rays: [[Int]]
  /// Rows that some direction separates.
  let rows: [Int]

  /// - Parameter design: rows of one, two or three whole numbers.
  init(design: [[Int]], sides: [SeparationCheck.Side]) {
    let rays = Self.candidates(design).flatMap { [$0, $0.map { -$0 }] }.filter { ray in
      ray.contains { $0 != 0 }
        && zip(design, sides).allSatisfy { Self.isAllowed(Self.product($0, ray), $1) }
    }
    self.rays = rays
    rows = design.indices.filter { row in
      (sides[row] == .noEvents || sides[row] == .onlyEvents)
        && rays.contains { Self.product(design[row], $0) != 0 }
    }
  }

  static func product(_ a: [Int], _ b: [Int]) -> Int { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  private static func isAllowed(_ change: Int, _ side: SeparationCheck.Side) -> Bool {
    switch side {
    case .inner: change == 0
    case .noEvents: change <= 0
    case .onlyEvents: change >= 0
    case .noTrials: true
    }
  }

  private static func candidates(_ design: [[Int]]) -> [[Int]] {
    switch design[0].count {
    case 1: [[1]]
    case 2: design.map { [-$0[1], $0[0]] }
    default:
      design.indices.flatMap { i in
        design[..<i].map { a in
          let b = design[i]
          return [
            a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0],
          ]
        }
      }
    }
  }

  /// Whether X is of full column rank: det X'X != 0.
  static func isFullRank(_ design: [[Int]]) -> Bool {
    let p = design[0].count
    let m = (0..<p).map { i in
      (0..<p).map { j in design.reduce(0) { $0 + $1[i] * $1[j] } }
    }
    switch p {
    case 1: return m[0][0] != 0
    case 2: return m[0][0] * m[1][1] != m[0][1] * m[1][0]
    default:
      return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]) != 0
    }
  }
}
