import Tables

extension ModelFrame {
  /// The rows of a table that a model uses, and its parts evaluated on them.
  ///
  /// Terms are expanded, ordered and coded as R's `terms()` and `model.matrix()` do. Text columns,
  /// and columns with given levels, are factors; `factor(x)` makes one of numbers, in ascending
  /// order. Rows that lack a value in any used column are left out.
  ///
  /// Columns of the fixed effects that depend linearly on earlier ones are dropped: those of which
  /// a share of less than 1e-10 is left after projection on the earlier ones, or less than 1e-7, as
  /// in lme4, with random effects or structured residuals.
  ///
  /// Random effects of a factor always have treatment contrasts. `(x || g)` makes all columns of
  /// `x` independent of each other, those of a factor too (lme4 keeps them together).
  ///
  /// In other families than the normal the response becomes counts, or events and trials; a
  /// correlation becomes a latent series; and zero inflation has a design of its own on the same
  /// rows.
  ///
  /// - Throws: M101 to M109, M116 for the formula; D104, D114, D115 for a column; M110 to M117
  ///   where the data cannot give the model; M120 to M126 for the residuals' structure;
  ///   M150 to M163 for a family and its response.
  /// - Complexity: O(n p^2).
  public init(
    _ specification: MixedModelSpecification, _ table: Table
  ) throws(InvalidInput) {
    self = try FrameBuilder(specification, table).build()
  }
}

extension MixedModelSpecification {
  /// The model frame of a table.
  public func frame(_ table: Table) throws(InvalidInput) -> ModelFrame {
    try ModelFrame(self, table)
  }
}
