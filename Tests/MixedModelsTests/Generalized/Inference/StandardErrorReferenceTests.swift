import Glibc
import Numerics
import TestSupport
import Testing

@testable import MixedModels

/// Standard errors, tests and intervals against lme4, glmmTMB and R's glm.
@Suite struct StandardErrorReferenceTests {
  /// lme4's Hessian is by differences and up to 1.1e-5 from glmmTMB's automatic derivatives (owls
  /// with a slope), which have tests of their own.
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      ("glmm-epil-poisson", Integration.laplace), ("glmm-epil-poisson-slope", .laplace),
      ("glmm-owls-poisson", .laplace), ("glmm-owls-poisson-slope", .laplace),
      ("glmm-grouseticks-brood", .laplace), ("glmm-epil-poisson-offset", .laplace),
      ("glmm-epil-poisson-agq15", .gaussHermite(nodes: 15)),
    ])
  func jointAndConditional(_ name: String, _ integration: Integration) throws {
    let fitted = try GeneralizedCase(name, integration: integration)
    let fixed = try fitted.reference.block("fixed")
    let limits = try fitted.reference.block("ci_wald")
    let joint = try fitted.model.coefficientTable()
    let conditional = try fitted.model.coefficientTable(.conditional)
    var worst = WorstRatio()
    let columns: [(String, [Double], [Double], Double)] = [
      ("se", joint.rows.map(\.standardError), try fixed.numbers("se"), 2e-5),
      ("z", joint.rows.compactMap(\.statistic), try fixed.numbers("z"), 1e-4),
      ("p", joint.rows.compactMap(\.pValue), try fixed.numbers("p"), 1e-3),
      ("low", joint.rows.compactMap(\.confidenceLow), try limits.numbers("lower"), 1e-4),
      ("high", joint.rows.compactMap(\.confidenceHigh), try limits.numbers("upper"), 1e-4),
      ("rx", conditional.rows.map(\.standardError), try fixed.numbers("se_rx"), 1e-6),
    ]
    for (column, values, expected, tolerance) in columns {
      worst.compare(values, expected, tolerance: tolerance, "\(name) \(column)")
    }
    expectClose(
      [fitted.model.bayesianInformation], [try fitted.reference.results.number("BIC")], 1e-8)
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count >= 18)
  }

  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      ("glmm-epil-poisson-tmb", true), ("glmm-owls-poisson-tmb", true),
      ("glmm-owls-poisson-slope-tmb", false),
    ])
  func jointCovarianceOfGlmmTMB(_ name: String, _ hasOneEffect: Bool) throws {
    let fitted = try GeneralizedCase(name)
    let joint = try fitted.model.jointCovariance()
    let fixed = try fitted.reference.block("fixed")
    var worst = WorstRatio()
    worst.compare(
      joint.coefficients.diagonal.map { $0.squareRoot() }, try fixed.numbers("se"),
      tolerance: 1e-6, "se")
    for (row, expected) in try fixed.matrix("vcov").enumerated() {
      let scale = try fixed.numbers("se")
      worst.compare(
        joint.coefficients.row(row).indices.map {
          joint.coefficients[row, $0] / scale[row] / scale[$0]
        }, expected.indices.map { expected[$0] / scale[row] / scale[$0] }, tolerance: 1e-6,
        floor: 1, "vcov")
    }
    // theta of glmmTMB: the log of the standard deviations comes first.
    let theta = try fitted.reference.block("parameter_vector").numbers("se")
      .dropFirst(fitted.model.coefficients.count)
    let rows = try fitted.model.parameterTable(joint: joint).rows
      .filter { $0.kind == .standardDeviation }
    let relative = rows.compactMap { row in
      row.estimate.flatMap { estimate in row.standardError.map { $0 / estimate } }
    }
    worst.compare(relative, Array(theta.prefix(relative.count)), tolerance: 1e-5, "log sd")
    #expect(relative.count == (hasOneEffect ? 1 : 2))
    let first = try #require(rows.first)
    let margin = 1.959963984540054 * theta[theta.startIndex]
    expectClose(
      [try #require(first.confidenceLow), try #require(first.confidenceHigh)],
      [try #require(first.estimate) * exp(-margin), try #require(first.estimate) * exp(margin)],
      1e-5)
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1)
  }

  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      ("glm-warpbreaks-poisson", ResponseFamily.poisson),
      ("glm-insurance-poisson-offset", .poisson), ("glm-birthwt-logit", .binomial),
    ])
  func withoutRandomEffects(_ name: String, _ family: ResponseFamily) throws {
    let fitted = try GeneralizedCase(name, family: family)
    let expected = try fitted.reference.block("coefficients")
    #expect(fitted.model.defaultStandardErrors == .conditional)
    let table = try fitted.model.coefficientTable()
    var worst = WorstRatio()
    worst.compare(
      table.rows.map(\.standardError), try expected.numbers("se"), tolerance: 1e-8, "\(name) se")
    worst.compare(
      table.rows.compactMap(\.statistic), try expected.numbers("z"), tolerance: 1e-6, "\(name) z")
    // With a canonical link the observed information is the expected one.
    let joint = try fitted.model.coefficientTable(.joint)
    worst.compare(
      joint.rows.map(\.standardError), try expected.numbers("se"), tolerance: 1e-6, "joint")
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1 && worst.count > 10)
  }

  /// R's glm takes the expected information, lme4 expected weights, glmmTMB observed ones.
  @Test(
    .enabled(if: Reference.has("cases.tsv")),
    arguments: [
      ("glm-menarche-probit", LinkFunction.probit, nil),
      ("glm-menarche-cloglog", .complementaryLogLog, nil),
      ("glmm-cbpp-probit", .probit, .expected), ("glmm-cbpp-probit-tmb", .probit, nil),
      ("glmm-cbpp-cloglog", .complementaryLogLog, .expected),
    ] as [(String, LinkFunction, Curvature?)])
  func otherLinks(_ name: String, _ link: LinkFunction, _ curvature: Curvature?) throws {
    let fitted = try GeneralizedCase(name, family: .binomial, link: link, curvature: curvature)
    let isMixed = name.hasPrefix("glmm")
    let expected = try fitted.reference.block(isMixed ? "fixed" : "coefficients")
    let table = try fitted.model.coefficientTable()
    #expect(table.information == (isMixed ? .observed : .expected))
    var worst = WorstRatio()
    worst.compare(
      table.rows.map(\.standardError), try expected.numbers("se"),
      tolerance: isMixed ? 1e-5 : 1e-7, "se")
    print("\(name): worst error / tolerance \(worst.ratio) of \(worst.count) in \(worst.place)")
    #expect(worst.ratio < 1)
  }

  @Test(.enabled(if: Reference.has("cases.tsv"))) func fastModeIsConditional() throws {
    let fitted = try GeneralizedCase("glmm-epil-poisson", integration: .fast)
    #expect(fitted.model.defaultStandardErrors == .conditional)
    #expect(throws: InferenceError.jointNeedsAllParameters) {
      try fitted.model.inference(.joint)
    }
    let joint = try fitted.model.jointCovariance()
    let table = try fitted.model.coefficientTable()
    expectClose(
      joint.coefficients.diagonal.map { $0.squareRoot() }, table.rows.map(\.standardError), 1e-12)
    let deviation = try #require(try fitted.model.parameterTable(joint: joint).rows.first)
    #expect(deviation.state == .estimated && (deviation.standardError ?? 0) > 0.03)
  }
}
