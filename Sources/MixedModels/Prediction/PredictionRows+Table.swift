import Tables

extension PredictionRows {
  /// The rows of a table that have all values.
  /// - Parameter includesRandom: whether the columns of the random effects are needed.
  /// - Throws: `InvalidInput`, as `DesignRecipe.evaluate`.
  init(
    _ recipe: DesignRecipe, _ table: Table, includesRandom: Bool
  ) throws(InvalidInput) {
    let new = try recipe.evaluate(table, includesRandom: includesRandom)
    self.init(
      count: new.rows.count, fixed: new.fixed, offset: new.offset,
      factors: zip(new.random, recipe.groupings).map { design, grouping in
        Factor(
          codes: design.codes, columns: design.columns, width: design.width,
          label: { row in
            grouping.columns.map { table.column($0)?.string(new.rows[row]) ?? "" }
              .joined(separator: ":")
          })
      }, rows: new.rows, omissions: new.omissions)
  }
}
