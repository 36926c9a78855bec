import Glibc

extension ContrastRecord {
  /// A reported estimate with its standard error, treatment less comparator, on the analysis scale.
  struct Estimate {
    let estimate: Double
    let standardError: Double
    /// Where the standard error comes from.
    let formula: String
  }

  /// The report as an effect of that measure.
  func printedEstimate(
    of measure: EffectMeasure, design: ComparisonDesign, people: Int?
  ) throws(EffectUnavailable) -> Estimate {
    guard let printed = estimate, printed.relation == .equal else {
      throw .numbersMissing("an estimate", for: measure)
    }
    let isSame = self.measure == measure.rawValue || (self.measure.isEmpty && isOnAnalysisScale)
    guard isSame || measure == .generic else { throw .otherMeasure(self.measure, wanted: measure) }
    let sign = try direction
    let isLogged = measure.isLogarithm && !isOnAnalysisScale
    guard !isLogged || printed.value > 0 else {
      throw .impossible(.meansWithoutRatio(printed.value, 1))
    }
    let value = isLogged ? log(printed.value) : printed.value
    guard let (error, formula) = standardError(of: value, isLogged: isLogged) else {
      throw .numbersMissing("a standard error, an interval or a P", for: measure)
    }
    guard error > 0, error.isFinite else { throw .impossible(.standardErrorNotPositive(error)) }
    return Estimate(estimate: sign * value, standardError: error, formula: formula)
  }

  /// 1 for treatment less comparator, -1 for the reverse.
  private var direction: Double {
    get throws(EffectUnavailable) {
      let words = comparison.lowercased()
      if words == "not stated" { throw .directionNotStated }
      let reversed = ["placebo to", "comparator to", "control to", "before minus after"]
      return reversed.contains { words.hasPrefix($0) } ? -1 : 1
    }
  }

  private func standardError(of value: Double, isLogged: Bool) -> (Double, String)? {
    if let variance { return (variance.value.squareRoot(), "variance as printed") }
    if let se, !isLogged { return (se.value, "standard error as printed") }
    let isInterval = ["", "confidence", "recovered"].contains(intervalKind)
    if isInterval, ciLow != nil, ciHigh != nil,
      let interval = try? PrintedInterval(
        low: ciLow, high: ciHigh, level: (ciLevel?.value ?? 95) / 100,
        scale: isLogged ? .logarithm : .identity)
    {
      let derived = Derivation.standardError(interval: interval, reference: .normal)
      return (derived.value, "standard error from the interval: \(derived.method)")
    }
    if let p = try? PrintedProbability(p), let estimate = try? BoundedValue(estimate, "estimate"),
      let bounded = isLogged ? try? estimate.logarithm("estimate") : estimate,
      let derived = try? Derivation.standardError(estimate: bounded, p: p, reference: .normal)
    {
      return (derived.value, "standard error from P: \(derived.method)")
    }
    return nil
  }
}
