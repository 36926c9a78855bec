import Numerics

extension GeneralizedProblem {
  /// The problem of a frame, its rows sorted by level where there is one grouping factor.
  convenience init(
    _ specification: MixedModelSpecification, _ frame: ModelFrame
  ) throws {
    let isMixed = !frame.random.isEmpty
    let unsorted = try ModelRows(frame: frame, rootWeights: [])
    let order = Self.order(unsorted)
    let rows = unsorted.reordered(order)
    let move = { (values: [Double]) in values.isEmpty ? [] : order.map { values[$0] } }
    let distribution = ConditionalDistribution(
      family: specification.family,
      link: specification.link ?? specification.family.defaultLink,
      curvature: specification.curvature ?? (isMixed ? .observed : .expected),
      response: move(frame.response), trials: [], weights: move(frame.weights),
      isZeroInflated: false)
    self.init(
      order: order, distribution: distribution, rows: rows, offset: rows.offset,
      zeroDesign: DoubleBuffer(count: 0), zeroBasis: nil, series: nil,
      integration: specification.integration)
  }

  /// By level where there is one grouping factor; stable.
  private static func order(_ rows: ModelRows) -> [Int] {
    guard rows.terms.count == 1 else { return Array(0..<rows.rowCount) }
    let codes = rows.codes[0]
    return (0..<rows.rowCount).sorted { (codes[$0], $0) < (codes[$1], $1) }
  }
}
