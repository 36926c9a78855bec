import Glibc

extension ResidualScale {
  /// - Parameter weights: case weights in the frame's order, or empty.
  init(
    _ design: ResidualDesign, order: GroupedRowOrder, weights: [Double]
  ) throws(ResidualDesignError) {
    precondition(weights.isEmpty || weights.count == order.rowCount, "a weight for every row")
    for (row, weight) in weights.enumerated() {
      guard weight.isFinite else { throw .notFinite(row: row) }
      guard weight > 0 else { throw .weightNotPositive(row: row) }
    }
    rootWeights = order.sorted(weights).map { $0.squareRoot() }
    kind =
      switch design.variance {
      case nil: .equal
      case .identity: try Self.strata(design, order)
      case .power: try Self.power(design, order)
      }
  }

  private static func strata(
    _ design: ResidualDesign, _ order: GroupedRowOrder
  ) throws(ResidualDesignError) -> Kind {
    if design.correlation == .unstructured { throw .unstructuredWithStrata }
    precondition(design.strataCodes.count == order.rowCount, "a stratum for every row")
    var counts = [Int](repeating: 0, count: design.strataLevels.count)
    for code in design.strataCodes { counts[Int(code)] += 1 }
    if let empty = counts.firstIndex(of: 0) { throw .emptyStratum(design.strataLevels[empty]) }
    return .strata(
      codes: order.sorted(design.strataCodes), counts: counts, levels: design.strataLevels)
  }

  private static func power(
    _ design: ResidualDesign, _ order: GroupedRowOrder
  ) throws(ResidualDesignError) -> Kind {
    let covariate = design.varianceCovariate
    precondition(covariate.count == order.rowCount, "a covariate for every row")
    for (row, value) in covariate.enumerated() {
      guard value.isFinite else { throw .notFinite(row: row) }
      guard value != 0 else { throw .zeroCovariate(row: row) }
    }
    // Within a visit that has a variance of its own, or within all rows.
    let isUnstructured = design.correlation == .unstructured
    let strata =
      isUnstructured ? design.visitCodes : [Int32](repeating: 0, count: covariate.count)
    var first = [Double?](repeating: nil, count: Int(strata.max() ?? 0) + 1)
    var varies = false
    for (stratum, value) in zip(strata, covariate) {
      if let known = first[Int(stratum)] {
        varies = varies || known != abs(value)
      } else {
        first[Int(stratum)] = abs(value)
      }
    }
    guard varies else { throw .constantCovariate }
    return .power(logCovariate: order.sorted(covariate).map { log(abs($0)) })
  }
}
