/// Every column of a model as a product of numbers and columns of factors.
struct DesignPlan: Sendable {
  /// A factor of a product.
  enum Piece: Sendable, Equatable {
    /// A numeric predictor, by its position in `predictors`.
    case number(Int)
    /// 1 in the rows of one level of a variable.
    case indicator(variable: Int, level: Int)
    /// A column of a variable's contrasts.
    case contrast(variable: Int, column: Int)
  }

  /// A product of pieces; of none, it is the intercept.
  struct PlannedColumn: Sendable {
    var pieces: [Piece]
  }

  /// The columns of random effects of one grouping factor.
  struct Random: Sendable {
    var columns: [PlannedColumn] = []
    var names: [String] = []
    var blocks: [Range<Int>] = []
  }

  var tree: FormulaTree?
  /// For each name of the tree the numeric variable, or -1.
  var variableOfName: [Int] = []
  /// Distinct numeric predictors: nodes of the tree.
  var predictors: [Int] = []
  /// Arguments of `offset()`.
  var offsets: [Int] = []
  /// Contrasts other than treatment contrasts, by variable.
  var contrasts: [ContrastMatrix?] = []
  /// All columns of the fixed effects, none dropped.
  var fixed: [PlannedColumn] = []
  var fixedNames: [String] = []
  var terms: [String] = []
  var termOfColumn: [Int] = []
  /// In the order of the grouping factors.
  var random: [Random] = []
}
