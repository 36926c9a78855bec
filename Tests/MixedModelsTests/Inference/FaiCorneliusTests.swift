import Testing

@testable import MixedModels

@Suite struct FaiCorneliusTests {
  @Test func equalDegreesOfFreedomAreKept() {
    #expect(abs(faiCorneliusDegreesOfFreedom([17.5, 17.5, 17.5]) - 17.5) < 1e-12)
    #expect(faiCorneliusDegreesOfFreedom([3]) == 3)
    #expect(faiCorneliusDegreesOfFreedom([.infinity, .infinity]) == .infinity)
  }

  @Test func atMostTwoIsTwo() {
    #expect(faiCorneliusDegreesOfFreedom([2, 30]) == 2)
    #expect(faiCorneliusDegreesOfFreedom([30, 1.5, 8]) == 2)
  }

  /// The mean of F is that of the average of independent F(1, v).
  @Test func meanOfFAgrees() {
    let individual = [4.0, 9.0, 60.0]
    let combined = faiCorneliusDegreesOfFreedom(individual)
    let mean = individual.map { $0 / ($0 - 2) }.reduce(0, +) / 3
    #expect(abs(combined / (combined - 2) - mean) < 1e-12)
  }
}
