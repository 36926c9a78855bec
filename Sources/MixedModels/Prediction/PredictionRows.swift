import Numerics

/// A model's columns on the rows to be predicted.
struct PredictionRows: Sendable {
  struct Factor: Sendable {
    /// The level of each row; -1 for one that the fit does not know.
    let codes: [Int32]
    /// k columns of as many elements as there are rows.
    let columns: [Double]
    let width: Int
    /// How messages name the level of a row.
    let label: @Sendable (Int) -> String
  }

  let count: Int
  /// n x p.
  let fixed: Matrix
  /// Empty where there is none.
  let offset: [Double]
  /// In the order of the model frame.
  let factors: [Factor]
  /// Their rows of the table, and why other rows are not among them.
  let rows: [Int]
  let omissions: [ModelFrame.Omission]

}

extension PredictionRows {
  /// The rows a model was fitted to.
  init(_ frame: ModelFrame) {
    self.init(
      count: frame.observationCount, fixed: frame.fixed.matrix, offset: frame.offset,
      factors: frame.random.map { design in
        Factor(
          codes: design.codes, columns: design.columns, width: design.width,
          label: { design.levels[Int(design.codes[$0])] })
      }, rows: frame.rows, omissions: frame.omissions)
  }
}
