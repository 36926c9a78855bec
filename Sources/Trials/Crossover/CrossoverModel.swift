import Numerics

/// Treatment, period and carry-over effects from the printed cells of a crossover, by generalised
/// least squares with the known design.
///
/// The mean of sequence s in period k is
///
///     m_sk = intercept + sequence_s + period_k + treatment_d(s,k) [+ carryover_d(s,k-1)]
///
/// and, since all periods of a sequence are of the same people,
///
///     cov(m_sj, m_sk) = r_s SD_sj SD_sk / n_s,  var m_sk = SD_sk^2 / n_s.
///
/// With sequence effects all that is learnt of the treatments lies within people. In the design of
/// two treatments in two periods the estimates are those of Hills and Armitage, (d1 - d2) / 2 from
/// the differences between the periods, whatever r is; its sequence effect cannot be told from a
/// carry-over, of which the model takes one or the other. An analysis of the first period alone,
/// the only one that a carry-over leaves unbiased there, is the model with carry-over and without
/// sequence effects. To choose between them by the carry-over's P value is misleading (Freeman
/// 1989) and not offered.
///
///     let fits = try CrossoverModel(reference: "placebo").fit(table)
///     let effect = fits[0].treatment("magnesium")
///
/// Source: Hills and Armitage (1979); Senn (2002), "Cross-over Trials in Clinical Research",
/// chapters 3 and 5; Jones and Kenward (2014).
public struct CrossoverModel: Sendable, Codable, Equatable {
  /// Whose standard deviations a cell's mean is weighted by.
  public enum Variances: String, Sendable, Codable, CaseIterable {
    /// Each sequence's own: t tests with Satterthwaite's degrees of freedom, Welch's in two
    /// sequences.
    case bySequence
    /// One covariance matrix of the periods from all sequences, weighted by n - 1: t tests with
    /// people less sequences degrees of freedom, the pooled t test in two sequences of two periods.
    case pooled
  }

  /// The treatment all others are compared with.
  public var reference: String
  public var hasSequenceEffects: Bool
  public var hasCarryover: Bool
  public var variances: Variances
  public var confidenceLevel: Double

  public init(
    reference: String, hasSequenceEffects: Bool = true, hasCarryover: Bool = false,
    variances: Variances = .pooled, confidenceLevel: Double = 0.95
  ) {
    self.reference = reference
    self.hasSequenceEffects = hasSequenceEffects
    self.hasCarryover = hasCarryover
    self.variances = variances
    self.confidenceLevel = confidenceLevel
  }

  /// Fits the model to a table.
  ///
  /// `correlation`: where it is nil the answers are a grid, one for each of
  /// `WithinPersonCorrelation.grid`.
  ///
  /// - Returns: one fit; of a grid, one for each correlation. Where a cell has no spread, one fit
  ///   of cells weighted by their people, without standard errors; it needs no correlation.
  /// - Throws: `CrossoverError`.
  public func fit(
    _ table: CrossoverTable, correlation: WithinPersonCorrelation? = nil
  ) throws(CrossoverError) -> [CrossoverFit] {
    let terms = try checkedTerms(table)
    guard table.hasSpread else {
      guard hasSequenceEffects else { throw .spreadNeeded }
      return [try fit(table, terms, correlation: nil)]
    }
    var fits: [CrossoverFit] = []
    for value in correlation.map({ [$0] }) ?? WithinPersonCorrelation.grid {
      fits.append(try fit(table, terms, correlation: value))
    }
    return fits
  }

  private func checkedTerms(_ table: CrossoverTable) throws(CrossoverError) -> [CrossoverTerm] {
    guard confidenceLevel > 0, confidenceLevel < 1 else {
      throw .levelOutOfRange(confidenceLevel)
    }
    guard table.treatments.contains(reference) else {
      throw .unknownTreatment(reference, available: table.treatments)
    }
    guard table.treatments.count > 1 else { throw .oneTreatment(reference) }
    let shared = table.sequences.allSatisfy { $0.cells.map(\.period) == table.periods }
    guard shared || variances == .bySequence || !table.hasSpread else { throw .differentPeriods }
    return terms(table)
  }

  private func fit(
    _ table: CrossoverTable, _ terms: [CrossoverTerm], correlation: WithinPersonCorrelation?
  ) throws(CrossoverError) -> CrossoverFit {
    let design = designs(table, terms)
    let covariances = try covariances(table, correlation)
    // Whitened by the Cholesky factors of the means' covariances, sequence by sequence.
    var rows: [[Double]] = []
    var weighted: [[Double]] = []
    for (place, sequence) in table.sequences.enumerated() {
      guard let factor = try? CholeskyFactor((1 / Double(sequence.count)) * covariances[place])
      else { throw .notPositiveDefinite(sequence: sequence.name) }
      let whitened = factor.solveLower(design[place])
      let solved = factor.solve(design[place])
      for i in 0..<whitened.rows {
        rows.append(whitened.row(i))
        weighted.append(solved.row(i))
      }
    }
    let dense = try? PivotedQR(Matrix(rows: design.flatMap { x in (0..<x.rows).map(x.row) }))
    guard let dense, dense.rank == terms.count,
      let inverse = try? PivotedQR(Matrix(rows: rows)).inverseCrossProduct()
    else { throw .notEstimable(terms: terms.count, rank: dense?.rank ?? 0) }
    // b = inverse(X' inverse(V) X) X' inverse(V) m: one row a term, one column a cell.
    let operation = inverse.productTransposed(Matrix(rows: weighted))
    return CrossoverFit(
      model: self, table: table, correlation: correlation, terms: terms,
      operation: operation, covariances: correlation == nil ? nil : covariances)
  }
}
