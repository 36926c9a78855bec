import Glibc
import Numerics
import TestSupport

@testable import MixedModels

/// A linear model with a residual covariance and perhaps a random intercept, its likelihood
/// computed from whitened columns with dense matrices.
struct DenseModel {
  struct Fit {
    /// -2 log likelihood or the REML criterion, all constants included.
    let deviance: Double
    let sigma: Double
    let coefficients: [Double]
  }

  let fixed: Matrix
  let response: [Double]
  /// The n x q indicator of subjects, or no columns.
  let random: Matrix
  let covariance: ResidualCovariance
  let isRestricted: Bool

  init(_ item: ResidualLikelihoodTests.Case) throws {
    isRestricted = item.name.hasSuffix("-reml")
    let dataset = String(item.name.split(separator: "-")[0])
    let rows = try Reference.rows("data/\(dataset).csv")
    func numbers(_ column: String) -> [Double] {
      rows.map { Double($0[column] ?? "") ?? .nan }
    }
    func codes(_ column: String) -> [Int32] {
      var known = [String: Int32]()
      return rows.map { row in
        let level = row[column] ?? ""
        let code = known[level] ?? Int32(known.count)
        known[level] = code
        return code
      }
    }
    let design: ResidualDesign
    switch dataset {
    case "lakehuron":
      response = numbers("level")
      fixed = Matrix(rows: numbers("year").map { [1, $0 - 1920] })
      design = ResidualDesign(
        correlation: .autoregressive, group: nil, times: numbers("year"))
      random = Matrix(rows: rows.count, columns: 0)
    case "ovary":
      response = numbers("follicles")
      fixed = Matrix(
        rows: numbers("Time").map { [1, sin(2 * .pi * $0), cos(2 * .pi * $0)] })
      // Positions within a mare: rows come by mare and time.
      design = ResidualDesign(
        correlation: .autoregressive, groupCodes: codes("Mare"),
        times: rows.indices.map(Double.init))
      random = Matrix(rows: rows.count, columns: 0)
    default:
      response = numbers("distance")
      let ages = numbers("age")
      let female = rows.map { $0["Sex"] == "Female" ? 1.0 : 0 }
      let subjects = codes("Subject")
      fixed = Self.orthodontFixed(ages, female, isByVisit: item.name.contains("mmrm"))
      design = Self.orthodontDesign(item.name, subjects, ages, female)
      var indicator = Matrix(
        rows: rows.count, columns: item.hasRandomIntercept ? Int(subjects.max() ?? -1) + 1 : 0)
      if item.hasRandomIntercept {
        for (row, subject) in subjects.enumerated() { indicator[row, Int(subject)] = 1 }
      }
      random = indicator
    }
    covariance = try ResidualCovariance(design, rowCount: response.count)
  }

  private static func orthodontFixed(
    _ ages: [Double], _ female: [Double], isByVisit: Bool
  ) -> Matrix {
    Matrix(
      rows: zip(ages, female).map { age, female in
        guard isByVisit else { return [1, age, female, age * female] }
        let visit = [10.0, 12, 14].map { $0 == age ? 1.0 : 0 }
        return [1] + visit + [female] + visit.map { $0 * female }
      })
  }

  private static func orthodontDesign(
    _ name: String, _ subjects: [Int32], _ ages: [Double], _ female: [Double]
  ) -> ResidualDesign {
    let occasions = ages.map { ($0 - 6) / 2 }
    if name.contains("varident") {
      return ResidualDesign(
        variance: .identity, strataCodes: female.map { Int32($0) },
        strataLevels: ["Male", "Female"])
    }
    if name.contains("varpower") {
      return ResidualDesign(variance: .power, varianceCovariate: ages)
    }
    let kind: ResidualDesign.Correlation =
      name.contains("mmrm")
      ? .unstructured : name.contains("compsymm") ? .compoundSymmetry : .autoregressive
    return ResidualDesign(
      correlation: kind, groupCodes: subjects, times: occasions,
      visitCodes: occasions.map { Int32($0 - 1) }, visitLevels: ["8", "10", "12", "14"])
  }

  /// Residuals of ordinary least squares.
  func leastSquaresResiduals() throws -> [Double] {
    let coefficients = try CholeskyFactor(fixed.crossProduct())
      .solve(fixed.transposedProduct(response))
    return zip(response, fixed * coefficients).map { $0 - $1 }
  }

  /// The profiled deviance; the last parameter is the relative SD of the random intercept if there
  /// is one.
  func evaluate(_ parameters: [Double]) throws -> Fit {
    let (n, p, q) = (fixed.rows, fixed.columns, random.columns)
    var whitened = random.elements + fixed.elements + response
    let residual = Array(parameters.prefix(covariance.parameterCount))
    var logDeterminant = try covariance.whiten(
      &whitened, count: q + p + 1, parameters: residual)
    var x = Matrix(rows: n, columns: p + 1, columnMajor: Array(whitened.suffix((p + 1) * n)))
    if q > 0 {
      let theta = parameters[parameters.count - 1]
      let z = Matrix(rows: n, columns: q, columnMajor: Array(whitened.prefix(q * n)))
      let factor = try CholeskyFactor(.identity(n) + (theta * theta) * z.outerProduct())
      logDeterminant += factor.logDeterminant
      x = factor.solveLower(x)
    }
    let factor = try CholeskyFactor(x.crossProduct())
    let residualNorm = factor.lower[p, p] * factor.lower[p, p]
    let denominator = Double(isRestricted ? n - p : n)
    let logDeterminantFixed =
      isRestricted ? 2 * (0..<p).reduce(0) { $0 + log(factor.lower[$1, $1]) } : 0
    let coefficients = try CholeskyFactor(
      x.selectingColumns(Array(0..<p)).crossProduct()
    ).solve(Array(x.selectingColumns(Array(0..<p)).transposedProduct(x.column(p))))
    return Fit(
      deviance: logDeterminant + logDeterminantFixed
        + denominator * (1 + log(2 * .pi * residualNorm / denominator)),
      sigma: (residualNorm / denominator).squareRoot(), coefficients: coefficients)
  }
}
