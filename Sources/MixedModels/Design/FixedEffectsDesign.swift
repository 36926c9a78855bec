import Numerics

/// The fixed-effects part of a model: X and where its columns come from.
public struct FixedEffectsDesign: Sendable {
  /// n x p, of full column rank; columns in model-matrix order.
  public let matrix: Matrix
  /// Names of the p columns, such as `(Intercept)`, `age`, `treatment[magnesium]`,
  /// `age:sex[Female]`.
  public let names: [String]
  /// The terms of the formula in model-matrix order, without the intercept: `age`, `age:sex`.
  public let terms: [String]
  /// For each column its term's position in `terms`, or -1 for the intercept.
  public let termOfColumn: [Int]
  /// Positions of the p columns in the full model matrix, before dependent columns were dropped.
  public let keptColumns: [Int]
  /// Names of all columns of the full model matrix.
  public let allNames: [String]
  /// Columns of the full model matrix that depend linearly on others and were dropped.
  public var droppedNames: [String] {
    let kept = Set(keptColumns)
    return allNames.indices.filter { !kept.contains($0) }.map { allNames[$0] }
  }
  public let hasIntercept: Bool
}
