import Figures
import MixedModels
import Tables

/// What the data of a model are, in words.
extension ModelFrame {
  /// What a column of the fixed effects compares: a level with the reference where the contrasts
  /// say so, one unit of a number, or the column's name.
  func words(forColumn index: Int) -> (name: String, unit: String) {
    let (name, term) = (fixed.names[index], fixed.terms[fixed.termOfColumn[index]])
    let variable = recipe.variables.first { $0.name == term && $0.isFixed }
    switch variable?.kind {
    case .numeric: return (name, " per unit")
    case .factor(let levels, _, .treatment):
      guard let reference = levels.first, !fixed.allNames.contains("\(term)[\(reference)]"),
        let level = levels.first(where: { name == "\(term)[\($0)]" })
      else { return (name, "") }
      return ("\(level) against \(reference) (\(term))", "")
    case .factor, nil: return (name, "")
    }
  }

  var hasInteractions: Bool { fixed.terms.contains { $0.contains(":") } }

  /// "96 rows · 24 levels of person".
  var size: [String] {
    ["\(observationCount) \(observationCount == 1 ? "row" : "rows")"]
      + random.map { "\($0.levels.count) levels of \($0.group)" }
  }

  /// The order of the levels of every factor of the fixed effects.
  var levelNotes: [String] {
    recipe.variables.compactMap { variable in
      guard variable.isFixed, case .factor(let levels, _, let coding) = variable.kind else {
        return nil
      }
      return """
        Levels of \(variable.name) in order: \(levels.joined(separator: ", ")) \
        (\(coding.rawValue) contrasts).
        """
    }
  }

  /// The rows that were left out for want of a value, by column.
  var exclusions: [Envelope.Exclusion] { omissions.map(Envelope.Exclusion.init) }
}

extension FixedEffectsDesign {
  /// The columns of effects: all but the intercept.
  var effectColumns: [Int] { termOfColumn.indices.filter { termOfColumn[$0] >= 0 } }
}

/// Sentences that every model shares.
enum ModelWords {
  static let interactions = """
    An effect that is part of an interaction (a:b) holds by itself only where the other variable \
    is 0, or at its first level with treatment contrasts.
    """

  static func sentence(_ finding: Finding) -> String {
    let message = finding.message.prefix(1).uppercased() + finding.message.dropFirst()
    return "\(message)\(finding.hint.map { ": \($0)" } ?? "") (\(finding.code))."
  }

  static func convergence(_ convergence: Convergence) -> String {
    let count = convergence.evaluations
    let evaluations = "\(count) \(count == 1 ? "evaluation" : "evaluations")"
    return switch (convergence.converged, convergence.method) {
    case (true, .closedForm): "Solved directly: nothing had to be searched for."
    case (true, .trustRegion): "The search converged after \(evaluations)."
    case (true, .derivativeFree):
      "The search converged after \(evaluations), without derivatives."
    case (false, _):
      "NOT CONVERGED after \(evaluations): these numbers are not the optimum."
    }
  }

  /// Where intervals come from; nil for those of the tests.
  static func intervals(_ request: ModelRequest, failed: Int) -> String? {
    switch request.intervals {
    case .wald: nil
    case .profile: "Intervals from the profile of the likelihood of the data (ML)."
    case .bootstrap:
      """
      Intervals from \(request.replicates) simulated data sets (seed \(request.seed)), \(failed) \
      of which could not be fitted.
      """
    }
  }

  /// What marginal means are of, and those that the data do not determine.
  static func means(_ means: MarginalMeans, of what: String = "Means") -> String {
    let name = means.factors.joined(separator: " and ")
    let averaged =
      means.averagedOver.isEmpty
      ? "" : ", averaged over \(means.averagedOver.joined(separator: ", "))"
    return "\(what) by \(name)\(averaged), numbers at their means\(unknown(means.notEstimable)):"
  }

  /// How differences allow for their number, and those that the data do not determine.
  static func differences(_ table: ContrastTable, of what: String = "Differences") -> String {
    let allowance =
      table.adjustment == .none || table.rows.count < 2
      ? "" : " (p and intervals allow for their number: \(table.adjustment.rawValue))"
    return "\(what) of these means\(allowance)\(unknown(table.notEstimable)):"
  }

  static func unknown(_ labels: [String]) -> String {
    labels.isEmpty ? "" : "; not estimable from these data: \(labels.joined(separator: "; "))"
  }
}
