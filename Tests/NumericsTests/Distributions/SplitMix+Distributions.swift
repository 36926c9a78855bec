import Glibc
import TestSupport

extension SplitMix {
  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    Double.random(in: low..<high, using: &self)
  }

  /// exp of a uniform variable: parameters over several orders of magnitude.
  mutating func logUniform(_ low: Double, _ high: Double) -> Double {
    exp(uniform(log(low), log(high)))
  }
}
