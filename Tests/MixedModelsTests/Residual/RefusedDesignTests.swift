import Numerics
import Testing

@testable import MixedModels

/// Designs that cannot be estimated, parameters at their limits, names.
@Suite struct RefusedDesignTests {
  static func covariance(
    _ correlation: ResidualDesign.Correlation?, groups: [Int32] = [0, 0, 0, 1, 1],
    times: [Double] = [1, 2, 4, 1, 3], visits: [Int32] = [0, 1, 2, 0, 1],
    variance: ResidualDesign.Variance? = nil, strata: [Int32] = [0, 1, 0, 1, 0],
    covariate: [Double] = [1, 2, 3, 4, 5], weights: [Double] = []
  ) throws(ResidualDesignError) -> ResidualCovariance {
    try ResidualCovariance(
      ResidualDesign(
        correlation: correlation, groupCodes: groups, times: times, visitCodes: visits,
        visitLevels: ["8", "10", "12"], variance: variance, strataCodes: strata,
        strataLevels: ["Male", "Female"], varianceCovariate: covariate),
      rowCount: groups.count, weights: weights)
  }

  @Test func timesMustBeDistinctAndWholeDistancesApart() {
    #expect(throws: ResidualDesignError.repeatedTime(row: 1, group: "p0", time: 1)) {
      try Self.covariance(.continuousAutoregressive, times: [1, 1, 2, 1, 2])
    }
    #expect(throws: ResidualDesignError.fractionalDistance(row: 4, distance: 1.5)) {
      try Self.covariance(.autoregressive, times: [0.1, 1.1, 2.1, 1, 2.5])
    }
    #expect(throws: ResidualDesignError.notFinite(row: 2)) {
      try Self.covariance(.autoregressive, times: [0, 1, .nan, 1, 2])
    }
  }

  @Test(arguments: ResidualDesign.Correlation.allCases)
  func groupsMustRepeat(_ kind: ResidualDesign.Correlation) {
    #expect(throws: ResidualDesignError.noRepeatedGroup(group: "person")) {
      try Self.covariance(kind, groups: [0, 1, 2, 3, 4])
    }
  }

  @Test func visitsMustOccurOnceAndTogether() {
    #expect(throws: ResidualDesignError.repeatedVisit(row: 2, group: "p0", visit: "10")) {
      try Self.covariance(.unstructured, visits: [0, 1, 1, 0, 1])
    }
    #expect(throws: ResidualDesignError.separateVisits("8", "12")) {
      try Self.covariance(.unstructured, groups: [0, 0, 1, 1, 2], visits: [0, 1, 1, 2, 2])
    }
  }

  @Test func variancesMustBeEstimable() {
    #expect(throws: ResidualDesignError.zeroCovariate(row: 3)) {
      try Self.covariance(nil, variance: .power, covariate: [1, 2, 3, 0, 4])
    }
    #expect(throws: ResidualDesignError.constantCovariate) {
      try Self.covariance(nil, variance: .power, covariate: [2, -2, 2, 2, 2])
    }
    #expect(throws: ResidualDesignError.constantCovariate) {
      try Self.covariance(.unstructured, variance: .power, covariate: [8, 10, 12, 8, 10])
    }
    #expect(throws: ResidualDesignError.emptyStratum("Female")) {
      try Self.covariance(nil, variance: .identity, strata: [0, 0, 0, 0, 0])
    }
    #expect(throws: ResidualDesignError.unstructuredWithStrata) {
      try Self.covariance(.unstructured, variance: .identity)
    }
    #expect(throws: ResidualDesignError.weightNotPositive(row: 1)) {
      try Self.covariance(.compoundSymmetry, weights: [1, 0, 1, 1, 1])
    }
  }

  @Test func parametersHaveTheNamesThatUsersExpect() throws {
    let unstructured = try Self.covariance(.unstructured)
    #expect(
      unstructured.parameterNames == [
        "cholesky[10,8]", "cholesky[12,8]", "log cholesky[10,10]", "cholesky[12,10]",
        "log cholesky[12,12]",
      ])
    #expect(
      unstructured.naturalNames == [
        "ratio[10]", "ratio[12]", "correlation[8,10]", "correlation[8,12]", "correlation[10,12]",
      ])
    let product = try Self.covariance(.autoregressive, variance: .identity)
    #expect(product.parameterNames == ["log ratio[Female]", "atanh rho"])
    let structure = product.interpretation([0, 0])
    #expect(structure.parameters.map(\.name) == ["ratio[Female]", "rho"])
    #expect(structure.reference == "Male" && structure.group == "person")
    #expect(structure["rho"] == 0 && structure["ratio[Female]"] == 1)
  }

  /// Limits are named, and beyond what doubles can hold is an error, never a NaN.
  @Test(arguments: [
    (ResidualDesign.Correlation.autoregressive, 8.0, Kind.highestCorrelation),
    (.autoregressive, -8, .lowestCorrelation), (.continuousAutoregressive, 14, .highestCorrelation),
    (.continuousAutoregressive, -4, .noCorrelation), (.compoundSymmetry, 14, .highestCorrelation),
    (.compoundSymmetry, -14, .lowestCorrelation),
  ])
  func limitsAreNamed(
    _ kind: ResidualDesign.Correlation, _ parameter: Double, _ expected: Kind
  ) throws {
    let covariance = try Self.covariance(kind)
    let boundaries = covariance.interpretation([parameter]).boundaries
    #expect(boundaries == [.init(name: "rho", kind: expected)])
    #expect(covariance.interpretation([parameter / 8]).boundaries.isEmpty)
    let factor = try covariance.factor(at: [parameter])
    #expect(factor.logDeterminant.isFinite)
    var columns = [1.0, 2, 3, 4, 6]
    factor.whiten(&columns, count: 1)
    let derivative = factor.derivative(0, of: columns, count: 1)
    let values = columns + derivative.columns + [derivative.trace]
    #expect(values.allSatisfy { $0.isFinite })
    if expected != .noCorrelation {
      #expect(throws: LinearAlgebraError.self) { try covariance.factor(at: [parameter * 1_000]) }
    }
  }

  typealias Kind = ResidualStructure.Boundary.Kind

  @Test func limitsOfSeveralParametersAreNamed() throws {
    let strata = try Self.covariance(.compoundSymmetry, variance: .identity)
    #expect(
      strata.interpretation([-13, 0]).boundaries
        == [.init(name: "ratio[Female]", kind: .vanishingVariance)])
    #expect(throws: LinearAlgebraError.self) { try strata.factor(at: [1e4, 0]) }
    let visits = try Self.covariance(.unstructured)
    #expect(
      visits.interpretation([0.5, 0.5, -7, 0.1, 0]).boundaries
        == [.init(name: "10", kind: .determined)])
    #expect(throws: LinearAlgebraError.self) { try visits.factor(at: [0.5, 0.5, -700, 0.1, 0]) }
  }

  /// Another unit of time shifts the internal parameter and changes nothing else.
  @Test func unitOfTimeDoesNotMatter() throws {
    let times = [1.0, 2.5, 4, 1, 3]
    let days = try Self.covariance(.continuousAutoregressive, times: times)
    let seconds = try Self.covariance(
      .continuousAutoregressive, times: times.map { $0 * 86_400 })
    let residuals = [1.0, 0.4, -0.2, 2, 1]
    let (first, second) = (
      days.startFromResiduals(residuals), seconds.startFromResiduals(residuals)
    )
    var (columns, otherColumns) = (residuals, residuals)
    let logDeterminant = try days.whiten(&columns, count: 1, parameters: first)
    let otherLogDeterminant = try seconds.whiten(&otherColumns, count: 1, parameters: second)
    #expect(abs(logDeterminant - otherLogDeterminant) < 1e-11)
    #expect(largestDifference(Matrix(column: columns), Matrix(column: otherColumns)) < 1e-11)
  }

  @Test func wholeAndContinuousTimeAgree() throws {
    let whole = try Self.covariance(.autoregressive)
    let continuous = try Self.covariance(.continuousAutoregressive)
    // atanh 0.6 and -log(-log 0.6).
    let (wholeParameter, continuousParameter) = (0.6931471805599453, 0.6717269920921219)
    try #expect(abs(#require(whole.interpretation([wholeParameter])["rho"]) - 0.6) < 1e-15)
    try #expect(
      abs(#require(continuous.interpretation([continuousParameter])["rho"]) - 0.6) < 1e-15)
    var (first, second) = ([1.0, 2, 3, 4, 5], [1.0, 2, 3, 4, 5])
    let one = try whole.whiten(&first, count: 1, parameters: [wholeParameter])
    let other = try continuous.whiten(&second, count: 1, parameters: [continuousParameter])
    #expect(abs(one - other) < 1e-13)
    #expect(largestDifference(Matrix(column: first), Matrix(column: second)) < 1e-13)
  }
}
