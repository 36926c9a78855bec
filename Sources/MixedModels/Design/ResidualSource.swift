import Tables

/// The structure of the residuals as it was asked for, with its columns.
struct ResidualSource {
  let columns: [Column]

  /// nil where residuals are independent and alike.
  init?(_ specification: MixedModelSpecification, _ table: Table) throws(InvalidInput) {
    return nil
  }

  func design(
    _ rows: UsedRows, _ table: Table, _ specification: MixedModelSpecification
  ) throws(InvalidInput) -> ResidualDesign? {
    nil
  }
}
