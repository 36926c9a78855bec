import Numerics
import Testing

@testable import Trials

/// Kenward and Roger's formulas with whole matrices, derivatives of inverse(V) by differences.
@Suite("Kenward-Roger in pooling")
struct KenwardRogerTests {
  struct Dense {
    let variance: Double
    let degreesOfFreedom: Double

    init(_ model: DenseModel, tauSquared t: Double, contrast: [Double]) throws {
      let (x, k) = (model.x, model.y.count)
      func inverse(_ t: Double) throws -> Matrix {
        try CholeskyFactor(Matrix(diagonal: model.v.map { $0 + t })).inverse()
      }
      func covariance(_ t: Double) throws -> Matrix {
        try CholeskyFactor(x.transposedProduct(try inverse(t) * x)).inverse()
      }
      let h = 1e-5 * (t + (model.v.min() ?? 1))
      let weights = try inverse(t)
      let change = (0.5 / h) * (try inverse(t + h) - (try inverse(t - h)))
      let c = try covariance(t)
      let p = x.transposedProduct(change * x)
      let total = Matrix(diagonal: model.v.map { $0 + t })
      let q = x.transposedProduct(change * (total * (change * x)))
      let projection = weights - weights * x * c * x.transposedProduct(weights)
      let square = projection * projection
      let w = 2 / (0..<k).reduce(0.0) { $0 + square[$1, $1] }
      let adjusted = c + 2 * w * (c * (q - p * c * p) * c)
      variance = dotProduct(contrast, adjusted * contrast)
      // Satterthwaite's: the variance of a contrast and its slope in t.
      let plain = dotProduct(contrast, c * contrast)
      let slope =
        (dotProduct(contrast, try covariance(t + h) * contrast)
          - dotProduct(contrast, try covariance(t - h) * contrast)) / (2 * h)
      degreesOfFreedom = 2 * plain * plain / (w * slope * slope)
    }
  }

  @Test("Against whole matrices", arguments: [false, true])
  func twin(moderated: Bool) throws {
    for effects in SimulatedEffects.many(40, seed: 41) {
      let values = effects.indices.map { Double(($0 * 3) % 7) }
      let design =
        moderated
        ? try PoolingDesign(moderators: [("m", values)]) : .intercept(studies: effects.count)
      let contrast = moderated ? [1.0, 2.5] : [1]
      let pooled = try Pooling().pool(effects, design: design)
      let tauSquared = try #require(pooled.tauSquared)
      let dense = try Dense(
        DenseModel(effects, design), tauSquared: tauSquared, contrast: contrast)
      let found = try pooled.kenwardRoger(at: contrast)
      let inference = try #require(found.inference)
      let square = inference.standardError * inference.standardError
      #expect(abs(square / dense.variance - 1) < 1e-6)
      #expect(abs(try #require(inference.degreesOfFreedom) / dense.degreesOfFreedom - 1) < 1e-6)
      // Never narrower than the plain variance.
      #expect(square >= pooled.variance(of: contrast) * (1 - 1e-12))
    }
  }

  @Test("Equal variances: the one-sample t test")
  func oneSample() throws {
    let estimates = [0.3, 1.9, -0.4, 1.1, 2.2, 0.6]
    let effects = ReferenceEffects.make(estimates, [Double](repeating: 0.05, count: 6))
    let found = try #require(try Pooling().pool(effects).kenwardRoger().inference)
    let mean = estimates.reduce(0, +) / 6
    let square = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 5
    #expect(abs(found.standardError - (square / 6).squareRoot()) < 1e-12)
    #expect(abs(try #require(found.degreesOfFreedom) - 5) < 1e-10)
  }

  @Test("One study, and other estimators")
  func states() throws {
    let one = ReferenceEffects.make([0.2], [0.1])
    #expect(try Pooling().pool(one).kenwardRoger().inference == nil)
    let two = ReferenceEffects.make([0.2, 0.4], [0.1, 0.2])
    #expect(throws: PoolingError.self) {
      try Pooling(model: .equalEffects).pool(two).kenwardRoger()
    }
  }
}
