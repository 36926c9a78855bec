import Numerics
import Tables

extension GeneralizedRows {
  /// The rows of a table that have all values.
  /// - Parameters:
  ///   - zeroRecipe: of the log odds of an extra zero; nil where there are none.
  ///   - trials: the column of trials of a binomial response, used where the table has it.
  ///   - includesRandom: whether the columns of the random effects are needed.
  /// - Throws: `InvalidInput`, as `DesignRecipe.evaluate`.
  init(
    _ recipe: DesignRecipe, zeroRecipe: DesignRecipe?, _ table: Table, trials: String?,
    includesRandom: Bool
  ) throws(InvalidInput) {
    let linear = try PredictionRows(recipe, table, includesRandom: includesRandom)
    let zero = try zeroRecipe.map { recipe throws(InvalidInput) in
      try recipe.evaluate(table, includesRandom: false)
    }
    let counts = try trials.map { name throws(InvalidInput) in
      table.column(name) == nil ? nil : try table.column(name, as: .number)
    }
    // Rows that lack a value of either part are left out of both.
    let placeOfZero = zero.map { new in
      Dictionary(
        new.rows.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let kept = linear.rows.indices.filter { index in
      let row = linear.rows[index]
      return placeOfZero?[row] != nil || placeOfZero == nil
    }
    let rows = kept.map { linear.rows[$0] }
    let zeroRows = zero.map { new in
      let places = rows.compactMap { placeOfZero?[$0] }
      return new.fixed.selectingRows(places)
    }
    let trialsOfRows = (counts ?? nil).map { column in rows.compactMap { column.double($0) } } ?? []
    self.init(
      linear: linear.selecting(kept, omissions: linear.omissions + (zero?.omissions ?? [])),
      zero: zeroRows, trials: trialsOfRows.count == rows.count ? trialsOfRows : [], series: [])
  }
}

extension PredictionRows {
  /// Some of the rows.
  fileprivate func selecting(_ kept: [Int], omissions: [ModelFrame.Omission]) -> PredictionRows {
    if kept.count == count { return self }
    return PredictionRows(
      count: kept.count, fixed: fixed.selectingRows(kept),
      offset: offset.isEmpty ? [] : kept.map { offset[$0] },
      factors: factors.map { factor in
        Factor(
          codes: kept.map { factor.codes[$0] },
          columns: (0..<factor.width).flatMap { column in
            kept.map { factor.columns[column * count + $0] }
          }, width: factor.width, label: { factor.label(kept[$0]) })
      }, rows: kept.map { rows[$0] }, omissions: omissions)
  }
}

extension Matrix {
  fileprivate func selectingRows(_ kept: [Int]) -> Matrix {
    Matrix(
      rows: kept.count, columns: columns,
      columnMajor: (0..<columns).flatMap { column in kept.map { self[$0, column] } })
  }
}
