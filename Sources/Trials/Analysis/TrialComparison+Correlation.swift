extension TrialComparison {
  /// What is known of the correlation between a person's two values: printed, recovered from the
  /// reported P or interval of the paired comparison (``PairedDerivation``), or nothing.
  ///
  /// Recovered only where the bounds leave out some correlations; values beyond -1 and 1 are those
  /// of roundings, and are cut off.
  func correlation(tried: [Double]) -> PairedCorrelation {
    if let printed = contrasts.lazy.compactMap(\.correlation).first {
      return .printed(printed.value)
    }
    guard let derived = pairedDerivation?.correlation,
      let bounds = derived.bounds.intersection(ValueRange(-1, 1)), bounds != ValueRange(-1, 1)
    else { return .unknown(tried: tried) }
    return .derived(min(max(derived.value, bounds.low), bounds.high), bounds: bounds)
  }

  private var pairedDerivation: PairedDerivation? {
    let derivations = ContrastContext.all([self]).lazy.compactMap { context in
      try? TableDerivation.pairedDerivation(context)
    }
    return isPairOfMeans ? derivations.first : nil
  }

  private var isPairOfMeans: Bool { treatment?.sd != nil && comparator?.sd != nil }
}
