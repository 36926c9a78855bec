extension TrialTables {
  /// Every rule applied to every number that it is about: counts, means and units (A101 to A114,
  /// A124, A134, A151, A161), paired numbers (A131 to A133), and P values, intervals and reviews
  /// (A121 to A125, A141 to A143), sorted by study in the order of the tables and then by code.
  public func checks() -> [ConsistencyCheck] {
    let comparisons = comparisons
    let all =
      CountChecks.checks(of: self) + PairedChecks.checks(self, comparisons: comparisons)
      + IntervalRules.checks(self, comparisons: comparisons)
    let order = Dictionary(studies.enumerated().map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    func place(_ check: ConsistencyCheck) -> Int { order[check.subject.study] ?? .max }
    return all.enumerated().sorted {
      (place($0.element), $0.element.code, $0.offset) < (
        place($1.element), $1.element.code, $1.offset
      )
    }.map(\.element)
  }

  /// Everything that is not printed but follows, and what does not, with the reason.
  public func derivations() -> [TableDerivation] {
    TableDerivation.derive(self, comparisons: comparisons)
  }
}
