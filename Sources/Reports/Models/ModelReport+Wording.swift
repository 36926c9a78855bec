import Figures
import MixedModels

extension ModelReport {
  /// One sentence for every fixed effect but the intercept: the estimate, then its interval.
  var effectSentences: [String] { model.frame.fixed.effectColumns.map(sentence) }

  /// "magnesium against placebo (treatment): 1.00 lower (95 % interval: from 1.57 lower to 0.42
  /// lower)", "Days: 10.5 higher per unit (…)".
  private func sentence(_ index: Int) -> String {
    let effect = coefficients.rows[index]
    let decimals = text.decimals(effect.estimate, standardError: effect.standardError)
    func words(_ number: Double) -> String { text.difference(number, decimals: decimals) }
    let column = model.frame.words(forColumn: index)
    return "\(column.name): \(words(effect.estimate))\(column.unit)"
      + text.words(of: intervals[.fixedEffect(index)], words)
  }

  /// The order of the levels of every factor of the fixed effects.
  public var levelNotes: [String] { model.frame.levelNotes }
}
