/// How to evaluate a model on other rows than those it was fitted to: variables, levels,
/// contrasts, and which columns were kept.
///
/// The stored form is the formula and what was learnt from the data; columns evaluated from it
/// are the same to the last bit as those of the model frame it came from.
public struct DesignRecipe: Sendable {
  /// A predictor's column, and what its values were.
  public struct Variable: Sendable, Codable, Equatable {
    public enum Kind: Sendable, Codable, Equatable {
      /// Mean and range over the used rows.
      case numeric(mean: Double, minimum: Double, maximum: Double)
      /// Levels in order, with the number of used rows of each, and their coding in the fixed
      /// effects.
      case factor(levels: [String], counts: [Int], coding: ContrastCoding)
    }

    /// As the formula names it: `age`, `factor(cyl)`; for `log(dose)` the column `dose`.
    public let name: String
    /// The column of the table.
    public let column: String
    public let kind: Kind
    /// False for a variable of random effects and offsets alone.
    public let isFixed: Bool
  }

  /// A grouping factor of random effects.
  public struct Grouping: Sendable, Codable, Equatable {
    /// Such as `person`, or `variety:block`.
    public let name: String
    /// The columns whose values together make a level.
    public let columns: [String]
    /// The levels in the order of the codes; labels of several columns are joined with `:`.
    public let levels: [String]
    /// For several columns, the labels of each; empty for one.
    let parts: [[String]]
    /// For several columns, the codes of each level's labels.
    let partCodes: [[Int32]]
  }

  public let formula: String
  /// The column that is added to the linear predictor, beside any `offset()` of the formula.
  public let offsetColumn: String?
  /// In order of appearance: fixed effects, random effects, offsets.
  public let variables: [Variable]
  /// In the order of `ModelFrame.random`.
  public let groupings: [Grouping]
  /// Positions of the columns that were kept in the full model matrix.
  public let keptColumns: [Int]
  /// How the columns are made; follows from the rest.
  let plan: DesignPlan

  /// The recipe of no model at all.
  public init() {
    formula = ""
    offsetColumn = nil
    variables = []
    groupings = []
    keptColumns = []
    plan = DesignPlan()
  }

  init(
    formula: String, offsetColumn: String?, variables: [Variable], groupings: [Grouping],
    keptColumns: [Int], plan: DesignPlan
  ) {
    self.formula = formula
    self.offsetColumn = offsetColumn
    self.variables = variables
    self.groupings = groupings
    self.keptColumns = keptColumns
    self.plan = plan
  }
}

extension DesignRecipe: Equatable {
  public static func == (a: DesignRecipe, b: DesignRecipe) -> Bool {
    a.formula == b.formula && a.offsetColumn == b.offsetColumn && a.variables == b.variables
      && a.groupings == b.groupings && a.keptColumns == b.keptColumns
  }
}

extension DesignRecipe.Variable {
  var levels: [String]? {
    if case .factor(let levels, _, _) = kind { return levels }
    return nil
  }
}
