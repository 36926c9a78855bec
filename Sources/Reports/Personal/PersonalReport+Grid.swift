import Figures
import NOf1

extension PersonalReport {
  /// The estimates of one arm: the main ones with the other priors, then the other sensitivity fits.
  func tables(of effect: EffectEstimate) -> [Page.Element] {
    let fits = analysis.sensitivity.filter { $0.effect.arm == effect.arm }
    let priors = fits.filter { $0.key.hasPrefix("prior-") && $0.effect.prior != effect.prior }
    let others = fits.filter { !$0.key.hasPrefix("prior-") }
    let cycleLevel = analysis.cycleLevel.filter { $0.arm == effect.arm }
    let numbers = ([effect] + fits.map(\.effect)).map(\.estimate) + cycleLevel.map(\.estimate)
    let decimals = decimals(for: numbers)

    var rows = [row("all nights (\(effect.prior.name) prior)", Estimate(effect), decimals)]
    rows += cycleLevel.map {
      let degreesOfFreedom = DecimalText.brief($0.degreesOfFreedom)
      return row("cycle by cycle (t, \(degreesOfFreedom) df)", Estimate($0), decimals)
    }
    rows += priors.map { row($0.label, Estimate($0.effect), decimals) }
    rows.append(randomisationRow(arm: effect.arm))
    var elements: [Page.Element] = [.table(grid(rows))]
    if !others.isEmpty {
      elements.append(.paragraph("The same question asked in other ways:"))
      elements.append(.table(grid(others.map { row($0.label, Estimate($0.effect), decimals) })))
    }
    return elements
  }

  func grid(_ rows: [[String]]) -> Grid {
    let percent = DecimalText.brief(level * 100, digits: 6)
    return Grid(
      header: [
        "", wording.effectName, "\(percent) % interval", "P(\(wording.better))",
        "P(\(wording.importantlyBetter))",
      ],
      rows: rows, alignsRight: [false, true, true, true, true])
  }

  /// What the table shows of a fit.
  private struct Estimate {
    let value, low, high, benefit, importantBenefit: Double

    init(_ effect: EffectEstimate) {
      value = effect.estimate
      low = effect.confidenceLow
      high = effect.confidenceHigh
      benefit = effect.probabilityOfBenefit
      importantBenefit = effect.probabilityOfImportantBenefit
    }

    init(_ cycles: CycleLevelEstimate) {
      value = cycles.estimate
      low = cycles.confidenceLow
      high = cycles.confidenceHigh
      benefit = cycles.probabilityOfBenefit
      importantBenefit = cycles.probabilityOfImportantBenefit
    }
  }

  private func row(_ label: String, _ estimate: Estimate, _ decimals: Int) -> [String] {
    func text(_ number: Double) -> String { DecimalText.fixed(number, decimals: decimals) }
    return [
      label, text(estimate.value), "\(text(estimate.low)) to \(text(estimate.high))",
      probability(estimate.benefit), probability(estimate.importantBenefit),
    ]
  }

  /// One number of decimals for all estimates: enough for the largest, and for a ratio never
  /// fewer than two significant digits of the smallest.
  func decimals(for estimates: [Double]) -> Int {
    guard analysis.study.outcome.scale.isLogarithmic else {
      return DecimalText.decimals(for: estimates, digits: digits)
    }
    let smallest = estimates.min().map { [$0] } ?? []
    return max(
      DecimalText.decimals(for: estimates + [1], digits: digits),
      DecimalText.decimals(for: smallest, digits: digits - 1))
  }

  /// Never 0 or 1: a probability beyond the shown decimals is given as a bound.
  func probability(_ value: Double) -> String {
    let decimals = max(1, digits - 1)
    let text = DecimalText.fixed(value, decimals: decimals)
    let unit = "0." + String(repeating: "0", count: decimals - 1) + "1"
    if text == DecimalText.fixed(0, decimals: decimals) { return "<\(unit)" }
    let nines = "0." + String(repeating: "9", count: decimals)
    return text == DecimalText.fixed(1, decimals: decimals) ? ">\(nines)" : text
  }

  private func randomisationRow(arm: String) -> [String] {
    guard let test = analysis.randomisationTest, test.arm == arm else {
      return ["randomisation test", "none", "the draw of this order is not known"]
    }
    return [
      "randomisation test", "p = \(DecimalText.brief(test.pValue))",
      "one-sided; cannot go below \(DecimalText.brief(test.floor))",
    ]
  }
}
