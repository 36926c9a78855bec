@testable import Trials

/// The shipped trials with their comparisons.
struct MagnesiumTables {
  let tables: TrialTables
  let comparisons: [TrialComparison]

  init() throws {
    tables = try ShippedPackageTests.tables.get()
    comparisons = tables.comparisons
  }
}
