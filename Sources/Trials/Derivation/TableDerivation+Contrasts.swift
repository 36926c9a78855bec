import Tables

extension TableDerivation {
  /// The standard error of a comparison, and what follows from it.
  static func contrast(_ context: ContrastContext) -> [TableDerivation] {
    let contrast = context.contrast
    guard contrast.se == nil, contrast.p != nil || context.hasInterval else { return [] }
    // Counts give the effect and its standard error themselves.
    if contrast.estimate == nil, context.hasCounts { return [] }
    if context.isPaired, context.isOfMeans { return paired(context) }
    let place = contrast.source?.place(column: context.hasInterval ? "ci_low" : "p")
    if contrast.estimate == nil, let counts = context.groupCounts, context.treatment?.mean != nil {
      return sharedDeviation(context, counts, place)
    }
    return [
      attempt(.standardError, context.subject, place) { () throws(DerivationError) in
        try standardError(context)
      }
    ]
  }

  private static func standardError(
    _ context: ContrastContext
  ) throws(DerivationError) -> DerivedValue {
    let reference: ReferenceDistribution =
      if context.isOfMeans, let (first, second) = context.groupCounts, first + second > 2 {
        .studentT(degreesOfFreedom: Double(first + second - 2))
      } else { .normal }
    if context.hasNamedInterval {
      return noting(
        context, Derivation.standardError(interval: try context.interval(), reference: reference))
    }
    return try Derivation.standardError(
      estimate: context.difference(), p: PrintedProbability(context.contrast.p),
      reference: reference)
  }

  /// An interval whose level is not printed is taken as one of 95 %, and the method says so.
  private static func noting(_ context: ContrastContext, _ value: DerivedValue) -> DerivedValue {
    guard context.hasNamedInterval, context.contrast.ciLevel == nil else { return value }
    return DerivedValue(
      quantity: value.quantity, value: value.value, bounds: value.bounds,
      method: value.method + ", level not printed", inputs: value.inputs)
  }

  /// Two means and a P without SDs: one SD for both groups.
  private static func sharedDeviation(
    _ context: ContrastContext, _ counts: (Int, Int), _ place: Place?
  ) -> [TableDerivation] {
    guard context.treatment?.sd == nil || context.comparator?.sd == nil else { return [] }
    return [
      attempt(.standardDeviation, context.subject, place) { () throws(DerivationError) in
        try Derivation.pooledStandardDeviation(
          difference: context.difference(), p: PrintedProbability(context.contrast.p),
          counts: counts)
      }
    ]
  }

  private static func paired(_ context: ContrastContext) -> [TableDerivation] {
    let place = context.contrast.source?.place(column: context.hasNamedInterval ? "ci_low" : "p")
    do {
      let derived = try pairedDerivation(context)
      return [
        derived.standardError, derived.differenceStandardDeviation, derived.correlation,
      ].compactMap { $0 }.map {
        TableDerivation(
          subject: context.subject, quantity: $0.quantity,
          outcome: .derived(noting(context, $0)), place: place)
      }
    } catch {
      return [
        TableDerivation(
          subject: context.subject, quantity: .standardError, outcome: .impossible(error),
          place: place)
      ]
    }
  }

  static func pairedDerivation(
    _ context: ContrastContext
  ) throws(DerivationError) -> PairedDerivation {
    let deviations = try context.standardDeviations()
    if context.hasNamedInterval {
      return try PairedDerivation(
        interval: context.interval(), count: context.pairs(), standardDeviations: deviations)
    }
    return try PairedDerivation(
      difference: context.difference(), p: PrintedProbability(context.contrast.p),
      count: context.pairs(), standardDeviations: deviations)
  }
}
