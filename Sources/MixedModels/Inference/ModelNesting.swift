import Numerics

/// Whether a model is a special case of another.
enum ModelNesting {
  /// Throws unless every mean and covariance of `smaller` is also one of `larger`, which has more
  /// parameters.
  static func requireSubmodel(
    _ smaller: LinearMixedModel, of larger: LinearMixedModel
  ) throws {
    try requireMoreParameters(smaller.parameterCount, larger.parameterCount)
    try requireSubdesign(smaller.frame, of: larger.frame)
    try requireResidualSubmodel(smaller.frame.residual, of: larger.frame.residual)
  }

  static func requireMoreParameters(_ smaller: Int, _ larger: Int) throws {
    guard smaller < larger else {
      throw InferenceError.notASubmodel(what: "the second has no more parameters than the first")
    }
  }

  /// Throws unless fixed and random effects of `smaller` are among those of `larger`.
  static func requireSubdesign(_ smaller: ModelFrame, of larger: ModelFrame) throws {
    guard try spans(larger.fixed.matrix, smaller.fixed.matrix) else {
      throw InferenceError.notASubmodel(what: "fixed effects")
    }
    for design in smaller.random {
      let isCovered = try larger.random.contains { try covers($0, design) }
      guard isCovered else {
        throw InferenceError.notASubmodel(what: "random effects of \(design.group)")
      }
    }
  }

  /// Independent residuals are a special case of any structure; otherwise the two must be alike.
  private static func requireResidualSubmodel(
    _ smaller: ResidualDesign?, of larger: ResidualDesign?
  ) throws {
    guard let smaller else { return }
    let isCorrelated = smaller.correlation != nil
    let hasVariance = smaller.variance != nil
    guard !isCorrelated || smaller.correlationText == larger?.correlationText,
      !hasVariance || smaller.varianceText == larger?.varianceText
    else { throw InferenceError.notASubmodel(what: "residual structure") }
  }

  /// Whether the covariances of one grouping factor's effects include those of another design.
  private static func covers(
    _ larger: RandomEffectsDesign, _ smaller: RandomEffectsDesign
  ) throws -> Bool {
    guard larger.group == smaller.group else { return false }
    if larger.blocks.count == 1 { return try spans(larger.design, smaller.design) }
    // Several blocks: every block of the smaller design must lie in one of the larger design's.
    return smaller.blocks.allSatisfy { block in
      let names = Set(smaller.names[block])
      return larger.blocks.contains { names.isSubset(of: larger.names[$0]) }
    }
  }

  /// Whether every column of `inner` is a combination of those of `outer`.
  static func spans(_ outer: Matrix, _ inner: Matrix) throws -> Bool {
    guard inner.rows == outer.rows else { return false }
    let both = Matrix(
      rows: outer.rows, columns: outer.columns + inner.columns,
      columnMajor: outer.elements + inner.elements)
    return try PivotedQR(both).rank == PivotedQR(outer).rank
  }
}

extension RandomEffectsDesign {
  fileprivate var design: Matrix {
    Matrix(rows: codes.count, columns: width, columnMajor: columns)
  }
}
