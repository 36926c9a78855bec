import Glibc
import Numerics
import Testing

@testable import NOf1

@Suite struct PersonLikelihoodTests {
  private func fitted(
    _ function: (Double) -> Double, _ range: ClosedRange<Double>, points: Int = 21
  )
    -> PersonLikelihood
  {
    PersonLikelihood(
      IntegratedLikelihood(
        range: range, values: IntegratedLikelihood.points(points, on: range).map(function)))
  }

  @Test func agreesWithTheInterpolantBetweenTheEnds() {
    let range = -2.5...1.5
    let values = IntegratedLikelihood.points(11, on: range).map { sin($0) - $0 * $0 }
    let original = IntegratedLikelihood(range: range, values: values)
    let short = PersonLikelihood(original)
    let largest = values.max() ?? 0
    for b in stride(from: -2.5, through: 1.5, by: 0.1) {
      #expect(abs(short(b) - (original(b) - largest)) < 1e-5)
    }
  }

  @Test func derivativesAgreeWithDifferences() {
    let likelihood = fitted({ sin($0) - $0 * $0 }, -2.5...1.5)
    for b in [-3.0, -2.2, -0.7, 0.4, 1.3, 2.1] {
      let found = likelihood.derivatives(Lanes(repeating: b))
      let h = 1e-4
      let slope = (likelihood(b + h) - likelihood(b - h)) / (2 * h)
      let bend = (likelihood(b + h) - 2 * likelihood(b) + likelihood(b - h)) / (h * h)
      #expect(abs(found.value[0] - likelihood(b)) < 1e-12)
      #expect(abs(found.slope[0] - slope) < 1e-6, "\(b)")
      #expect(abs(found.curvature[0] - bend) < 1e-4, "\(b)")
    }
  }

  /// A normal likelihood mixed with a normal distribution is a normal density.
  @Test func mixesANormalLikelihoodExactly() {
    let (mean, sd) = (0.3, 0.4)
    let likelihood = fitted({ -0.5 * pow(($0 - mean) / sd, 2) }, -2...3)
    let mu = Lanes(-1, -0.5, 0, 0.1, 0.3, 0.5, 1, 1.5)
    for tau in [0, 1e-3, 0.05, 0.3, 0.9] {
      let found = likelihood.logMixed(mu: mu, tau: tau, start: likelihood.moments)
      let variance = sd * sd + tau * tau
      for lane in 0..<8 {
        let z = mu[lane] - mean
        let expected = -0.5 * z * z / variance + log(sd / variance.squareRoot())
        #expect(abs(found[lane] - likelihood(mean) - expected) < 2e-6, "\(tau) \(mu[lane])")
      }
    }
  }

  /// No event on the treatment: L rises to a plateau to the left and has no maximum. Against the
  /// trapezoid rule on 20,000 points, with the plateau continued.
  @Test func mixesALikelihoodWithoutAMaximum() {
    let likelihood = fitted({ -12 * exp($0) }, -5...2)
    #expect(abs(likelihood(-30) - likelihood(-5)) < 0.2)
    for tau in [0.02, 0.2, 0.6] {
      for mu in [-3.0, -0.4, 0.4] {
        let found = likelihood.logMixed(
          mu: Lanes(repeating: mu), tau: tau, start: likelihood.moments)[0]
        var sum = 0.0
        let count = 20_000
        for i in 0...count {
          let z = -12 + 24 * Double(i) / Double(count)
          sum += exp(likelihood(mu + tau * z) - 0.5 * z * z)
        }
        let expected = log(sum * 24 / Double(count) / (2 * Double.pi).squareRoot())
        #expect(abs(found - expected) < 2e-4, "\(tau) \(mu) \(found) \(expected)")
      }
    }
  }

  @Test func aRecordSurvivesItsBytes() {
    let likelihood = fitted({ sin($0) - $0 * $0 }, -2.5...1.5)
    let record = PersonRecord(
      likelihood: likelihood, squares: 12.5, degreesOfFreedom: 82, nights: 42, referenceNights: 40)
    var bytes: [UInt8] = [1, 2, 3]
    record.encode(to: &bytes)
    #expect(bytes.count == 3 + PersonRecord.byteCount && PersonRecord.byteCount <= 200)
    #expect(bytes.withUnsafeBytes { PersonRecord($0, at: 3) } == record)
  }
}
