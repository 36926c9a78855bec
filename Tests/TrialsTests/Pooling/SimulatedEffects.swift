import Glibc
import Numerics

@testable import Trials

/// Small meta-analyses drawn from the model, for twins and invariances.
enum SimulatedEffects {
  static func draw(
    _ stream: inout RandomStream, studies: Int, tau: Double, mean: Double = 0.3
  ) -> [StudyEffect] {
    (0..<studies).map { place in
      let variance = 0.01 * exp(3.5 * stream.uniform())
      let estimate = mean + tau * stream.normal() + variance.squareRoot() * stream.normal()
      return StudyEffect(
        study: "\(place + 1)", measure: .generic, estimate: estimate, variance: variance)
    }
  }

  /// Many meta-analyses of 5 to 14 studies.
  static func many(_ count: Int, seed: UInt64 = 20) -> [[StudyEffect]] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { index in
      draw(&stream, studies: 5 + index % 10, tau: [0, 0.1, 0.3, 1][index % 4])
    }
  }
}
