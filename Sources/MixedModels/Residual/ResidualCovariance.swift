import Glibc
import Numerics

/// The residual covariance R(phi) of a Gaussian model, e ~ N(0, sigma^2 R), block diagonal over
/// the levels of one grouping factor.
///
/// R = D C D with C a correlation matrix and D the SDs relative to sigma, which include
/// 1 / sqrt(w) for case weights w. Parameters phi are unconstrained: those of D, then those of C.
/// With R = L L' the model of inverse(L) [Z X y] has independent residuals of variance sigma^2, and
/// its deviance lacks log det R only.
///
///     let factor = try covariance.factor(at: parameters)
///     factor.whiten(&columns, count: p + 1)
///     deviance += factor.logDeterminant
///
/// Source: Pinheiro and Bates (2000), "Mixed-Effects Models in S and S-PLUS", sections 5.2 and 5.3.
struct ResidualCovariance: Sendable {
  let order: GroupedRowOrder
  let scale: ResidualScale
  let correlation: (any ResidualCorrelation)?
  private let design: ResidualDesign

  /// Sorts the rows and checks that the parameters can be estimated.
  /// - Parameter weights: positive case weights, or empty.
  init(
    _ design: ResidualDesign, rowCount: Int, weights: [Double] = []
  ) throws(ResidualDesignError) {
    self.design = design
    let groupLevels = design.group == nil ? ["all rows"] : design.groupLevels
    let groupCodes =
      design.correlation == nil || design.group == nil
      ? [Int32](repeating: 0, count: rowCount) : design.groupCodes
    precondition(groupCodes.count == rowCount, "a group code is needed for every row")
    switch design.correlation {
    case nil: order = GroupedRowOrder(groupCodes: groupCodes)
    case .autoregressive, .continuousAutoregressive:
      precondition(design.times.count == rowCount, "a time is needed for every row")
      try Self.checkFinite(design.times)
      order = GroupedRowOrder(groupCodes: groupCodes, keys: design.times)
    case .compoundSymmetry: order = GroupedRowOrder(groupCodes: groupCodes)
    case .unstructured:
      precondition(design.visitCodes.count == rowCount, "a visit is needed for every row")
      order = GroupedRowOrder(groupCodes: groupCodes, keys: design.visitCodes.map { Double($0) })
    }
    if design.correlation != nil && order.groupCount == rowCount {
      throw .noRepeatedGroup(group: design.group)
    }
    switch design.correlation {
    case nil: correlation = nil
    case .autoregressive, .continuousAutoregressive:
      correlation = try AutoregressiveCorrelation(
        times: order.sorted(design.times), order: order,
        isContinuous: design.correlation == .continuousAutoregressive, groupLevels: groupLevels)
    case .compoundSymmetry: correlation = CompoundSymmetryCorrelation(order: order)
    case .unstructured:
      correlation = try UnstructuredCorrelation(
        visitCodes: order.sorted(design.visitCodes), visitLevels: design.visitLevels, order: order,
        groupLevels: groupLevels)
    }
    scale = try ResidualScale(design, order: order, weights: weights)
  }

  var parameterCount: Int { parameterNames.count }

  /// Names of phi on the scale on which it is optimised, such as `atanh rho`.
  var parameterNames: [String] { scale.parameterNames + (correlation?.parameterNames ?? []) }

  /// Equal variances and slight correlations.
  func start() -> [Double] {
    [Double](repeating: 0, count: scale.parameterCount) + (correlation?.start() ?? [])
  }

  /// Moment estimates from residuals of a fit that ignored R, in the frame's order.
  func startFromResiduals(_ residuals: [Double]) -> [Double] {
    var sorted = order.sorted(residuals)
    let first = scale.start(fromResiduals: sorted)
    if let weights = try? scale.weights(first), !weights.isEmpty {
      for i in sorted.indices { sorted[i] *= weights[i] }
    }
    return first + (correlation?.start(fromResiduals: sorted) ?? [])
  }

  /// R at these parameters, factored.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite` where R is singular in double precision.
  func factor(at parameters: [Double]) throws(LinearAlgebraError) -> ResidualFactor {
    precondition(parameters.count == parameterCount, "one value per residual parameter")
    let ofScale = Array(parameters.prefix(scale.parameterCount))
    let weights = try scale.weights(ofScale)
    let factor = try correlation?.factor(Array(parameters.dropFirst(scale.parameterCount)))
    return ResidualFactor(
      order: order, scale: scale, weights: weights, correlation: factor,
      logDeterminant: scale.logDeterminant(ofScale) + (factor?.logDeterminant ?? 0))
  }

  /// Replaces `count` columns by inverse(L) times them; gives log det R.
  func whiten(
    _ columns: inout [Double], count: Int, parameters: [Double]
  ) throws(LinearAlgebraError) -> Double {
    let factor = try factor(at: parameters)
    factor.whiten(&columns, count: count)
    return factor.logDeterminant
  }

  /// M z and the trace of M for whitened columns z, as `ResidualFactor.derivative`.
  func derivative(
    _ p: Int, of whitened: [Double], count: Int, parameters: [Double]
  ) throws(LinearAlgebraError) -> (columns: [Double], trace: Double) {
    try factor(at: parameters).derivative(p, of: whitened, count: count)
  }

  private static func checkFinite(_ values: [Double]) throws(ResidualDesignError) {
    if let row = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(row: row) }
  }

  /// What the parameters mean to a user.
  func interpretation(_ parameters: [Double]) -> ResidualStructure {
    let ofScale = Array(parameters.prefix(scale.parameterCount))
    let ofCorrelation = Array(parameters.dropFirst(scale.parameterCount))
    let values =
      scale.natural(ofScale).values + (correlation?.natural(ofCorrelation).values ?? [])
    var reference: String?
    if design.variance == .identity { reference = design.strataLevels.first }
    if design.correlation == .unstructured { reference = design.visitLevels.first }
    return ResidualStructure(
      correlation: design.correlation, group: design.correlation == nil ? nil : design.group,
      variance: design.variance, reference: reference,
      parameters: zip(naturalNames, values).map { .init(name: $0, value: $1) },
      boundaries: scale.boundaries(ofScale) + (correlation?.boundaries(ofCorrelation) ?? []))
  }

  /// Names of the parameters that `interpretation` gives.
  var naturalNames: [String] { scale.naturalNames + (correlation?.naturalNames ?? []) }

  /// d(natural values)/d(phi): one row per value of `interpretation`, one column per parameter.
  func interpretationJacobian(_ parameters: [Double]) -> Matrix {
    let count = scale.parameterCount
    let rates = scale.natural(Array(parameters.prefix(count))).rates
    let block = correlation?.natural(Array(parameters.dropFirst(count))).jacobian
    var jacobian = Matrix(rows: naturalNames.count, columns: parameterCount)
    for (p, rate) in rates.enumerated() { jacobian[p, p] = rate }
    if let block {
      for j in 0..<block.columns {
        for i in 0..<block.rows { jacobian[count + i, count + j] = block[i, j] }
      }
    }
    return jacobian
  }
}
