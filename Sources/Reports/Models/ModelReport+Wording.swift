import Figures
import MixedModels

extension ModelReport {
  /// One sentence for every fixed effect but the intercept: the estimate, then its interval.
  var effectSentences: [String] {
    coefficients.rows.indices.filter { model.frame.fixed.termOfColumn[$0] >= 0 }.map(sentence)
  }

  /// "magnesium against placebo (treatment): 1.00 lower (95 % interval: from 1.57 lower to 0.42
  /// lower)", "Days: 10.5 higher per unit (…)".
  private func sentence(_ index: Int) -> String {
    let effect = coefficients.rows[index]
    let decimals = decimals(for: effect)
    func text(_ number: Double) -> String {
      let size = DecimalText.fixed(number.magnitude, decimals: decimals)
      let isZero = size == DecimalText.fixed(0, decimals: decimals)
      return isZero ? size : "\(size) \(number < 0 ? "lower" : "higher")"
    }
    let words = words(forColumn: index)
    let head = "\(words.name): \(text(effect.estimate))\(words.unit)"
    let ends = intervals[.fixedEffect(index)]
    return switch (ends.low, ends.high) {
    case (let low?, let high?):
      "\(head) (\(percent) interval: from \(text(low)) to \(text(high)))"
    case (let low?, nil): "\(head) (\(percent) interval: from \(text(low)); no upper end found)"
    case (nil, let high?): "\(head) (\(percent) interval: to \(text(high)); no lower end found)"
    case (nil, nil): "\(head), without an interval"
    }
  }

  /// What a column of the model matrix compares: a level with the reference where the contrasts
  /// say so, one unit of a number, or the column's name.
  private func words(forColumn index: Int) -> (name: String, unit: String) {
    let fixed = model.frame.fixed
    let (name, term) = (fixed.names[index], fixed.terms[fixed.termOfColumn[index]])
    let variable = model.frame.recipe.variables.first { $0.name == term && $0.isFixed }
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

  /// What marginal means are of, and those that the data do not determine.
  func words(of means: MarginalMeans) -> String {
    let name = means.factors.joined(separator: " and ")
    let averaged =
      means.averagedOver.isEmpty
      ? "" : ", averaged over \(means.averagedOver.joined(separator: ", "))"
    return "Means by \(name)\(averaged), numbers at their means\(unknown(means.notEstimable)):"
  }

  /// How differences allow for their number, and those that the data do not determine.
  func words(of differences: ContrastTable) -> String {
    let allowance =
      differences.adjustment == .none || differences.rows.count < 2
      ? "" : " (p and intervals allow for their number: \(differences.adjustment.rawValue))"
    return "Differences of these means\(allowance)\(unknown(differences.notEstimable)):"
  }

  func unknown(_ labels: [String]) -> String {
    labels.isEmpty ? "" : "; not estimable from these data: \(labels.joined(separator: "; "))"
  }

  /// The order of the levels of every factor of the fixed effects.
  public var levelNotes: [String] {
    model.frame.recipe.variables.compactMap { variable in
      guard variable.isFixed, case .factor(let levels, _, let coding) = variable.kind else {
        return nil
      }
      return """
        Levels of \(variable.name) in order: \(levels.joined(separator: ", ")) \
        (\(coding.rawValue) contrasts).
        """
    }
  }
}
