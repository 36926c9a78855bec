import Numerics
import Testing

@testable import MixedModels

/// Whitening and its derivatives against R written out element by element.
@Suite struct ResidualCovarianceTests {
  @Test(arguments: ResidualScenario.all)
  func whitenedCrossProductsAreThoseOfTheInverse(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let dense = try CholeskyFactor(Self.dense(sample, sample.parameters))
    let columns = Matrix(
      rows: sample.rowCount, columns: sample.columnCount, columnMajor: sample.columns)
    var whitened = sample.columns
    let logDeterminant = try sample.covariance.whiten(
      &whitened, count: sample.columnCount, parameters: sample.parameters)
    let crossProduct = Matrix(
      rows: sample.rowCount, columns: sample.columnCount, columnMajor: whitened
    ).crossProduct()
    #expect(
      largestDifference(crossProduct, columns.transposedProduct(dense.solve(columns))) < 1e-11)
    #expect(abs(logDeterminant - dense.logDeterminant) < 1e-10)
  }

  @Test(arguments: ResidualScenario.all)
  func derivativesAreThoseOfTheDenseCovariance(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let columns = Matrix(
      rows: sample.rowCount, columns: sample.columnCount, columnMajor: sample.columns)
    let factor = try sample.covariance.factor(at: sample.parameters)
    var whitened = sample.columns
    factor.whiten(&whitened, count: sample.columnCount)
    for p in sample.parameters.indices {
      let (changed, trace) = factor.derivative(p, of: whitened, count: sample.columnCount)
      let product = Matrix(rows: columns.rows, columns: columns.columns, columnMajor: whitened)
        .transposedProduct(
          Matrix(rows: columns.rows, columns: columns.columns, columnMajor: changed))
      let expected = try numericalDerivative(p, at: sample.parameters) {
        columns.transposedProduct(try CholeskyFactor(Self.dense(sample, $0)).solve(columns))
      }
      #expect(largestDifference(product, -1 * expected) < 1e-8)
      let expectedTrace = try numericalDerivative(p, at: sample.parameters) {
        Matrix(column: [try CholeskyFactor(Self.dense(sample, $0)).logDeterminant])
      }
      #expect(abs(trace - expectedTrace[0, 0]) < 1e-8 * max(1, abs(trace)))
    }
  }

  /// M whole, not only its cross products with three columns: M z for every unit vector.
  @Test(arguments: ResidualScenario.all)
  func derivativeMatricesAreSymmetricWithTheirTrace(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let factor = try sample.covariance.factor(at: sample.parameters)
    let n = sample.rowCount
    for p in sample.parameters.indices {
      let (columns, trace) = factor.derivative(p, of: Matrix.identity(n).elements, count: n)
      let matrix = Matrix(rows: n, columns: n, columnMajor: columns)
      #expect(largestDifference(matrix, matrix.transposed) < 1e-11)
      #expect(abs(matrix.diagonal.reduce(0, +) - trace) < 1e-10 * max(1, abs(trace)))
    }
  }

  @Test(arguments: ResidualScenario.all)
  func interpretationHasItsJacobian(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let covariance = sample.covariance
    let jacobian = covariance.interpretationJacobian(sample.parameters)
    #expect(jacobian.rows == covariance.naturalNames.count)
    #expect(covariance.parameterNames.count == sample.parameters.count)
    for p in sample.parameters.indices {
      let expected = numericalDerivative(p, at: sample.parameters) {
        Matrix(column: covariance.interpretation($0).parameters.map(\.value))
      }
      #expect(largestDifference(Matrix(column: jacobian.column(p)), expected) < 1e-9)
    }
  }

  @Test(arguments: ResidualScenario.all)
  func orderOfRowsDoesNotMatter(_ scenario: ResidualScenario) throws {
    let sample = try scenario.sample()
    let n = sample.rowCount
    var order = Array(0..<n)
    var stream = RandomStream(seed: 99)
    stream.shuffle(&order)
    func permuted(_ values: [Double]) -> [Double] {
      (0..<(values.count / n)).flatMap { column in order.map { values[column * n + $0] } }
    }
    let other = try ResidualCovariance(
      sample.design.permuted(order), rowCount: n, weights: permuted(sample.weights))
    var (columns, otherColumns) = (sample.columns, permuted(sample.columns))
    let logDeterminant = try sample.covariance.whiten(
      &columns, count: 3, parameters: sample.parameters)
    let otherLogDeterminant = try other.whiten(
      &otherColumns, count: 3, parameters: sample.parameters)
    // Each row keeps its own index.
    #expect(
      largestDifference(Matrix(column: otherColumns), Matrix(column: permuted(columns))) < 1e-13)
    #expect(abs(logDeterminant - otherLogDeterminant) < 1e-12)
  }

  private static func dense(
    _ sample: ResidualScenario.Sample, _ parameters: [Double]
  ) -> Matrix {
    denseResidualCovariance(
      sample.design, sample.covariance.interpretation(parameters), rowCount: sample.rowCount,
      weights: sample.weights)
  }
}
