import Numerics

extension GeneralizedProblem {
  /// The problem of a frame, its rows sorted by level where there is one grouping factor.
  /// - Throws: `MixedModelError.designNotOfFullRank`, `.unsupported`.
  convenience init(
    _ specification: MixedModelSpecification, _ frame: ModelFrame
  ) throws(MixedModelError) {
    let integration = try Self.integration(specification, frame)
    let unsorted = try ModelRows(frame: frame, rootWeights: [])
    let (order, series) = try Self.order(unsorted, frame)
    let rows = unsorted.reordered(order)
    let move = { (values: [Double]) in values.isEmpty ? [] : order.map { values[$0] } }
    let distribution = ConditionalDistribution(
      family: specification.family,
      link: specification.link ?? specification.family.defaultLink,
      curvature: specification.curvature ?? frame.defaultCurvature,
      response: move(frame.response), trials: move(frame.trials), weights: move(frame.weights),
      isZeroInflated: frame.zeroInflation != nil)
    let zero = try frame.zeroInflation.map { design throws(MixedModelError) in
      try Self.zeroDesign(design, order)
    }
    self.init(
      order: order, distribution: distribution, rows: rows, offset: rows.offset,
      zeroDesign: zero?.design ?? DoubleBuffer(count: 0), zeroBasis: zero?.basis, series: series,
      integration: integration)
  }

  /// The most random effects a level can have under quadrature, whose nodes are a grid.
  private static let widestGrid = 3

  private static func integration(
    _ specification: MixedModelSpecification, _ frame: ModelFrame
  ) throws(MixedModelError) -> Integration {
    if frame.random.isEmpty && frame.latentSeries == nil { return .laplace }
    guard case .gaussHermite(let nodes) = specification.integration, nodes > 1 else {
      return specification.integration == .fast ? .fast : .laplace
    }
    guard frame.random.count == 1, frame.latentSeries == nil, frame.random[0].width <= widestGrid
    else {
      throw .unsupported(
        "Gauss-Hermite quadrature is there for one grouping factor with at most \(widestGrid) "
          + "random effects, without a latent series")
    }
    return specification.integration
  }

  private static func order(
    _ rows: ModelRows, _ frame: ModelFrame
  ) throws(MixedModelError) -> (order: [Int], series: LatentSeriesDesign?) {
    guard let series = frame.latentSeries else {
      guard rows.terms.count == 1 else { return (Array(0..<rows.rowCount), nil) }
      let codes = rows.codes[0]
      return ((0..<rows.rowCount).sorted { (codes[$0], $0) < (codes[$1], $1) }, nil)
    }
    guard rows.terms.count <= 1 else {
      throw .unsupported(
        "a latent series, \(series.text), together with several grouping factors")
    }
    do {
      let sorted = try SeriesRowOrder(
        levels: rows.terms.isEmpty ? nil : (rows.codes[0], rows.terms[0].levelCount),
        groupCodes: series.groupCodes, times: series.times)
      return (sorted.order, sorted.design)
    } catch .spansLevels {
      throw .unsupported(
        "the groups of \(series.text) must lie within the levels of '\(frame.random[0].group)'")
    } catch {
      throw .unsupported("times of \(series.text) that are not a whole number of steps apart")
    }
  }

  /// X_0 with orthogonal columns.
  private static func zeroDesign(
    _ design: FixedEffectsDesign, _ order: [Int]
  ) throws(MixedModelError) -> (design: DoubleBuffer, basis: ResponseBasis) {
    let n = order.count
    let r = design.names.count
    var columns = [Double](repeating: 0, count: n * (r + 1))
    for c in 0..<r {
      for i in 0..<n { columns[c * n + i] = design.matrix[order[i], c] }
    }
    let basis = try columns.withUnsafeBufferPointer { buffer throws(MixedModelError) in
      try ResponseBasis(columns: buffer.baseAddress!, count: r + 1, rows: n)
    }
    let raw = Matrix(rows: n, columns: r, columnMajor: Array(columns.prefix(n * r)))
    return (DoubleBuffer((raw * basis.designTransform).elements), basis)
  }
}

extension ModelFrame {
  /// That of R's `glm` without random effects, else that of the data at hand.
  var defaultCurvature: Curvature {
    random.isEmpty && latentSeries == nil ? .expected : .observed
  }
}
