/// All random effects of one grouping factor: its terms of the formula side by side.
public struct RandomEffectsDesign: Sendable {
  /// The grouping factor, such as `person` or `block:variety`.
  public let group: String
  /// Its levels that occur, in the order of the codes.
  public let levels: [String]
  /// For each used row its level.
  public let codes: [Int32]
  /// The k columns of Z before they are spread over the levels: n x k by columns.
  public let columns: [Double]
  /// Names of the k columns, such as `(Intercept)` and `age`.
  public let names: [String]
  /// Ranges of the k columns, in order and covering all: effects within a range are correlated,
  /// effects of different ranges are not.
  public let blocks: [Range<Int>]

  /// k: random effects per level.
  public var width: Int { names.count }

  /// The positions (row, column) of the free elements of the k x k lower triangular factor
  /// Lambda, by columns: where the elements of theta go.
  public var freeElements: [(row: Int, column: Int)] {
    blocks.flatMap { block in
      block.flatMap { column in (column..<block.upperBound).map { (row: $0, column: column) } }
    }
  }
}
