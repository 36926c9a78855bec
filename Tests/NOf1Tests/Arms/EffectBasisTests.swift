import Numerics
import Testing

@testable import NOf1

@Suite struct EffectBasisTests {
  private static let covariance = Matrix(rows: [
    [0.7, 0.2, -0.1], [0.2, 0.5, 0.15], [-0.1, 0.15, 0.9],
  ])
  private static let mean = [0.3, -0.7, 1.1]

  @Test(arguments: [[1.0, -1, 0], [0, 0, 1], [1, 0, 0], [0.2, 0.3, -2]])
  func theDeclaredPriorIsKept(_ contrast: [Double]) throws {
    let basis = try #require(
      EffectBasis(contrast: contrast, mean: Self.mean, covariance: Self.covariance))
    let coefficients = basis.coefficients
    let means = basis.matrix * coefficients.map(\.mean)
    let scaled = basis.matrix * Matrix(diagonal: coefficients.map(\.standardDeviation))
    let covariance = scaled.productTransposed(scaled)
    for i in 0..<3 {
      #expect(abs(means[i] - Self.mean[i]) < 1e-12)
      for j in 0..<3 { #expect(abs(covariance[i, j] - Self.covariance[i, j]) < 1e-12) }
    }
    // The contrast of the effects is the first coefficient, whatever the others are.
    let row = basis.matrix.transposedProduct(contrast)
    #expect(abs(row[0] - 1) < 1e-12 && abs(row[1]) < 1e-12 && abs(row[2]) < 1e-12)
  }

  @Test func aCovarianceThatIsNoneHasNoBasis() {
    let singular = Matrix(rows: [[1, 1], [1, 1]])
    #expect(EffectBasis(contrast: [1, 0], mean: [0, 0], covariance: singular) == nil)
    let identity = Matrix.identity(2)
    #expect(EffectBasis(contrast: [0, 0], mean: [0, 0], covariance: identity) == nil)
  }

  /// The same model in other coordinates: same evidence, same posterior of an effect.
  @Test(arguments: [Outcome.Kind.count, .binary, .score])
  func otherCoordinatesAreTheSameModel(_ kind: Outcome.Kind) throws {
    let log = ArmLogs.log(kind, effects: [-0.4, 0.2], names: ["P", "A", "B"], seed: 3)
    let model = try PersonalModel(log, study: ArmLogs.study(kind, log.arms))
    let series = model.fit.data.series
    let basis = try #require(
      EffectBasis(
        contrast: [1, 0], mean: [0, 0], covariance: Matrix(diagonal: [0.64, 0.64])))
    let same = SeriesPosterior(
      series.replacingEffects(2, columns: [series.column(1), series.column(2)], in: basis)
    ).marginal(of: 1)
    let sd = model.marginal.standardDeviation
    #expect(abs(same.mean - model.marginal.mean) < 2e-4 * sd)
    #expect(abs(same.standardDeviation / sd - 1) < 2e-4)
    #expect(abs(same.logNormalisation - model.marginal.logNormalisation) < 1e-3)
  }
}
