import Glibc

/// The generator of Park and Miller with the multiplier of 1993: x <- 48271 x mod (2^31 - 1),
/// u = x / (2^31 - 1), which any language can follow.
struct ParkMiller {
  private static let modulus: UInt64 = 2_147_483_647
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Between 0 and 1.
  mutating func uniform() -> Double {
    state = state * 48271 % Self.modulus
    return Double(state) / Double(Self.modulus)
  }

  /// A standard normal variable from two uniform ones: sqrt(-2 log u1) cos(2 pi u2).
  mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }

  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }
}
