import Tables

extension MixedModelSpecification {
  /// Fits the model to a table.
  /// - Throws: `InvalidInput` where the formula or the table is not valid, `MixedModelError` where
  ///   the model has no estimate.
  public func fit(_ table: Table) throws -> LinearMixedModel {
    try LinearMixedModel(self, frame: ModelFrame(self, table))
  }
}
