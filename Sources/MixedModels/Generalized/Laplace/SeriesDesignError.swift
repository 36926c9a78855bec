/// Why rows do not form latent series. Rows and groups are positions, counted from 0.
enum SeriesDesignError: Error, Equatable, Sendable {
  /// The time of a row is infinite or not a number.
  case notFinite(row: Int)
  /// The distance in time to the slot before it is not whole: rho^distance has no meaning where
  /// rho is negative.
  case fractionalDistance(row: Int, distance: Double)
  /// The rows of a series belong to several levels of the grouping factor.
  case spansLevels(row: Int, group: Int)
}
