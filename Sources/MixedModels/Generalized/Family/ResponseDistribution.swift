import Glibc
import Numerics

/// The distribution of one response of a generalised model: probabilities and draws.
struct ResponseDistribution: Sendable {
  private enum Law: Sendable {
    case zero
    case normal(NormalDistribution)
    case poisson(PoissonDistribution)
    case negativeBinomial(NegativeBinomialDistribution)
    case binomial(BinomialDistribution)
  }

  private let law: Law
  /// pi, the probability of an extra zero.
  private let zeroProbability: Double

  /// - Parameters:
  ///   - mean: a mean of the family, finite; of the binomial family the probability of an event.
  ///   - dispersion: alpha of a negative binomial family; the residual variance of the Gaussian.
  ///   - trials: of the binomial family, a whole number.
  ///   - zeroProbability: pi, of a zero whatever the mean.
  init(
    family: ResponseFamily, mean: Double, dispersion: Double = 1, trials: Double = 1,
    zeroProbability: Double = 0
  ) {
    precondition(
      zeroProbability >= 0 && zeroProbability <= 1, "an extra zero needs a probability")
    self.zeroProbability = zeroProbability
    switch family {
    case .gaussian:
      law = .normal(NormalDistribution(mean: mean, standardDeviation: dispersion.squareRoot()))
    case .binomial: law = .binomial(BinomialDistribution(size: trials, probability: mean))
    case .poisson: law = .poisson(PoissonDistribution(mean: mean))
    case .negativeBinomial1: law = Self.counts(mean: mean, size: mean / dispersion)
    case .negativeBinomial2: law = Self.counts(mean: mean, size: 1 / dispersion)
    }
  }

  /// A negative binomial count, or its limits: of a large size Poisson, of none zero.
  private static func counts(mean: Double, size: Double) -> Law {
    if mean == 0 || size < 1e-300 { return .zero }
    if size > 1e15 * max(mean, 1) { return .poisson(PoissonDistribution(mean: mean)) }
    return .negativeBinomial(NegativeBinomialDistribution(size: size, mean: mean))
  }

  /// P(Y = y), the density of a normal response.
  func probability(_ y: Double) -> Double {
    let plain =
      switch law {
      case .zero: y == 0 ? 1.0 : 0.0
      case .normal(let law): law.density(y)
      case .poisson(let law): law.density(y)
      case .negativeBinomial(let law): law.density(y)
      case .binomial(let law): law.density(y)
      }
    return (1 - zeroProbability) * plain + (y == 0 ? zeroProbability : 0)
  }

  /// P(Y <= y), or P(Y > y) for the upper tail.
  func cumulative(_ y: Double, tail: Tail = .lower) -> Double {
    let plain =
      switch law {
      case .zero: (y >= 0) == (tail == .lower) ? 1.0 : 0.0
      case .normal(let law): law.cumulative(y, tail: tail)
      case .poisson(let law): law.cumulative(y, tail: tail)
      case .negativeBinomial(let law): law.cumulative(y, tail: tail)
      case .binomial(let law): law.cumulative(y, tail: tail)
      }
    let extra = (y >= 0) == (tail == .lower) ? zeroProbability : 0
    return (1 - zeroProbability) * plain + extra
  }

  /// A number uniform between P(Y < y) and P(Y <= y): uniform on (0, 1) where the model is true.
  ///
  /// Dunn and Smyth (1996), "Randomized quantile residuals". The residual is the standard normal
  /// quantile of this probability; `tail` is that in which it is small, and has the digits.
  func randomizedProbability(
    _ y: Double, using stream: inout RandomStream
  ) -> (value: Double, tail: Tail) {
    if case .normal(let law) = law {
      let tail: Tail = y > law.mean ? .upper : .lower
      return (law.cumulative(y, tail: tail), tail)
    }
    let at = probability(y)
    let above = cumulative(y, tail: .upper)
    let share = stream.uniform()
    if above < 0.5 { return (above + share * at, .upper) }
    return (cumulative(y - 1) + share * at, .lower)
  }

  /// A draw: a whole number but for a normal response.
  func draw(using stream: inout RandomStream) -> Double {
    if zeroProbability > 0, stream.uniform() < zeroProbability { return 0 }
    switch law {
    case .zero: return 0
    case .normal(let law): return law.mean + law.standardDeviation * stream.normal()
    case .poisson(let law): return Self.count(mean: law.mean, using: &stream)
    case .negativeBinomial(let law):
      let mean = stream.gamma(shape: law.size) * (law.mean / law.size)
      return Self.count(mean: mean, using: &stream)
    case .binomial(let law):
      return Double(stream.binomial(size: Int(law.size), probability: law.probability))
    }
  }

  /// A Poisson count; above 1e15 its mean, from which it would not differ in eight digits.
  private static func count(mean: Double, using stream: inout RandomStream) -> Double {
    mean > 1e15 ? mean.rounded() : Double(stream.poisson(mean: mean))
  }
}
