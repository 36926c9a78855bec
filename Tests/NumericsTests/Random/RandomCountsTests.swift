import Glibc
import Testing

@testable import Numerics

@Suite struct RandomCountsTests {
  static let size = 80_000

  private func draws(
    _ seed: UInt64, size: Int = size, _ draw: (inout RandomStream) -> Int
  ) -> [Int] {
    var stream = RandomStream(seed: seed)
    return (0..<size).map { _ in draw(&stream) }
  }

  @Test(arguments: [0.01, 0.3, 1, 5, 9.99, 10, 25, 140, 2_000])
  func poissonFollowsItsDistribution(mean: Double) {
    // Rejection, above 10: enough draws to notice a constant that is wrong by a tenth.
    let sample = draws(31, size: mean < 10 ? Self.size : 200_000) { $0.poisson(mean: mean) }
    let deviate = countDeviate(sample) {
      exp(Double($0) * log(mean) - mean - lgamma(Double($0) + 1))
    }
    #expect(abs(deviate) < 3.5)
  }

  @Test func degenerateCounts() {
    var stream = RandomStream(seed: 32)
    #expect(stream.poisson(mean: 0) == 0)
    #expect(stream.binomial(size: 0, probability: 0.5) == 0)
    #expect(stream.binomial(size: 9, probability: 0) == 0)
    #expect(stream.binomial(size: 9, probability: 1) == 9)
    #expect(stream.negativeBinomial(size: 2, mean: 0) == 0)
    let huge = stream.poisson(mean: 1e12)
    #expect(abs(Double(huge) - 1e12) < 6e6)
  }

  @Test(arguments: [(0.7, 1.2), (3, 40), (50, 3)])
  func negativeBinomialFollowsItsDistribution(size: Double, mean: Double) {
    let sample = draws(33) { $0.negativeBinomial(size: size, mean: mean) }
    let deviate = countDeviate(sample) {
      let count = Double($0)
      let logChoose = lgamma(count + size) - lgamma(size) - lgamma(count + 1)
      return exp(logChoose + size * log(size / (size + mean)) + count * log(mean / (size + mean)))
    }
    #expect(abs(deviate) < 3.5)
  }

  @Test(arguments: [(1, 0.5), (7, 0.02), (20, 0.5), (40, 0.8), (300, 0.3), (100_000, 0.001)])
  func binomialFollowsItsDistribution(size: Int, probability: Double) {
    let sample = draws(34) { $0.binomial(size: size, probability: probability) }
    #expect(sample.allSatisfy { $0 >= 0 && $0 <= size })
    let n = Double(size)
    let deviate = countDeviate(sample) {
      let count = Double($0)
      let logChoose = lgamma(n + 1) - lgamma(count + 1) - lgamma(n - count + 1)
      return exp(logChoose + count * log(probability) + (n - count) * log1p(-probability))
    }
    #expect(abs(deviate) < 3.5)
  }

  @Test func logFactorialAgreesWithTheGammaFunction() {
    for count in 0...400 {
      let expected: Double = lgamma(Double(count) + 1)
      #expect(abs(logFactorial(Double(count)) - expected) <= 4e-15 * max(1, expected))
    }
  }
}
