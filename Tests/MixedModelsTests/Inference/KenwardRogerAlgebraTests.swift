import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// The q-dimensional formulas against the n x n ones and pbkrtest, before any fit: at the
/// reference optimum.
@Suite struct KenwardRogerAlgebraTests {
  @Test(.enabled(if: Reference.has("expected/lme4-sleepstudy-slope-reml.json")))
  func correlatedSlopesByFaces() throws {
    let design = try HandCodedDesigns.sleepstudy()
    let reference = try ReferenceCase("lme4-sleepstudy-slope-reml")
    let twin = try DenseTwin(
      x: design.x, random: design.random, theta: [try reference.theta],
      sigma: try reference.sigma)
    let faces = CovarianceProjections(
      elements: twin.elements, faces: twin.faces, cross: twin.cross[0])
    let dense = CovarianceProjections(
      elements: twin.elements, random: design.random, projection: twin.projection,
      cross: twin.cross)
    expectClose(faces.first, dense.first, 1e-13)
    expectClose(faces.second, dense.second, 1e-12)
    expectClose(faces.traceProducts, dense.traceProducts, 1e-13)
    expectClose(faces.traces, dense.traces, 1e-13)
    try check(faces, twin, reference, hypothesis: Matrix(rows: [[0, 1], [1, 3]]))
  }

  @Test(.enabled(if: Reference.has("expected/lme4-penicillin-reml.json")))
  func crossedFactors() throws {
    let design = try HandCodedDesigns.penicillin()
    let reference = try ReferenceCase("lme4-penicillin-reml")
    try checkDense(design, reference, hypothesis: Matrix(rows: [[1]]))
  }

  @Test(.enabled(if: Reference.has("expected/lme4-oats-linear-reml.json")))
  func nestedFactors() throws {
    let design = try HandCodedDesigns.oats()
    let reference = try ReferenceCase("lme4-oats-linear-reml")
    try checkDense(
      design, reference,
      hypothesis: Matrix(rows: [[0, 1, 0, 0], [0, 0, 1, 0]]))
  }

  private func checkDense(
    _ design: HandCodedDesigns.Design, _ reference: ReferenceCase, hypothesis: Matrix
  ) throws {
    let twin = try DenseTwin(
      x: design.x, random: design.random, theta: try reference.theta.map { [$0] },
      sigma: try reference.sigma)
    let projections = CovarianceProjections(
      elements: twin.elements, random: design.random, projection: twin.projection,
      cross: twin.cross)
    try check(projections, twin, reference, hypothesis: hypothesis)
  }

  private func check(
    _ projections: CovarianceProjections, _ twin: DenseTwin, _ reference: ReferenceCase,
    hypothesis: Matrix
  ) throws {
    let variance = twin.sigma * twin.sigma
    let derivatives = try VarianceDerivatives(
      projections, covariance: 1 / variance * twin.covariance, observationCount: twin.x.rows,
      residualIsKnown: false)
    let information = derivatives.doubledExpectedInformation(.restrictedMaximumLikelihood)
    // In units of sigma^2 the parameters are smaller by the variance.
    expectClose(information.elements, (variance * variance * twin.information).elements, 1e-9)
    let approximation = KenwardRogerApproximation(
      derivatives,
      parameterCovariance: try PositiveInverse(0.5 * information, tolerance: 1e-10).matrix,
      sigma: twin.sigma)
    expectClose(approximation.adjustedCovariance.elements, twin.adjusted.elements, 1e-9)
    let expected = try reference.block("kenward_roger")
    let standardErrors = approximation.adjustedCovariance.diagonal.map { $0.squareRoot() }
    expectClose(standardErrors, try expected.numbers("se"), 1e-7)
    let degreesOfFreedom = standardErrors.indices.map { index in
      approximation.degreesOfFreedom(standardErrors.indices.map { $0 == index ? 1 : 0 })
    }
    expectClose(degreesOfFreedom, try expected.numbers("df"), 1e-6)
    if hypothesis.rows > 1 {
      let mine = try approximation.approximation(hypothesis)
      let literal = try twin.test(hypothesis, try reference.estimates)
      expectClose(
        [mine.scale, mine.degreesOfFreedom], [literal.scale, literal.degreesOfFreedom], 1e-7)
    }
  }
}

/// Every element within a tolerance relative to the largest expected one.
func expectClose(
  _ values: [Double], _ expected: [Double], _ tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(values.count == expected.count, sourceLocation: sourceLocation)
  let scale = expected.reduce(0) { max($0, abs($1)) }
  let worst = zip(values, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
  #expect(worst <= tolerance, sourceLocation: sourceLocation)
}
