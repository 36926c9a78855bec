import Testing

@testable import MixedModels

@Suite struct KenwardRogerMomentsTests {
  /// For one contrast A1 = A2 = A, and the formula comes down to 2 / A without a scale.
  @Test(arguments: [0.01, 0.11764705882352941, 0.3])
  func oneContrastIsSatterthwaite(_ a: Double) {
    let (scale, degreesOfFreedom) = KenwardRogerApproximation.moments(a, a, rank: 1)
    #expect(abs(degreesOfFreedom * a / 2 - 1) < 1e-10)
    #expect(abs(scale - 1) < 1e-10)
  }

  /// An exact Hotelling case of Kenward and Roger (1997), section 4: with A1 = 2 q^2 / v and
  /// A2 = 2 q / v for independent contrasts sharing one variance with v degrees of freedom, F is
  /// exact and unscaled.
  @Test(arguments: [2.0, 3, 5])
  func sharedVarianceGivesExactF(_ q: Double) {
    let v = 23.0
    let (scale, degreesOfFreedom) = KenwardRogerApproximation.moments(
      2 * q * q / v, 2 * q / v, rank: q)
    #expect(abs(degreesOfFreedom - v) < 1e-9)
    #expect(abs(scale - 1) < 1e-10)
  }

  @Test func nothingEstimatedIsChiSquared() {
    let (scale, degreesOfFreedom) = KenwardRogerApproximation.moments(0, 0, rank: 2)
    #expect(scale == 1 && degreesOfFreedom == .infinity)
  }
}
