extension HeterogeneityPrior {
  /// The log-normal prior of tau^2 of log odds ratios, and of them alone: `EmpiricalPrior` checks
  /// the measure.
  ///
  /// Source: Turner et al. (2015), table IV, as the R packages bayesmeta (TurnerEtAlPrior) and
  /// rnmamod (table_tau2_prior) have it; both agree in all 80 cells.
  public static func turner(
    outcome: TurnerOutcome, comparison: TurnerComparison
  ) -> HeterogeneityPrior {
    .logNormal(
      location: -turnerLocations[comparison.rawValue][outcome.rawValue],
      scale: turnerScales[comparison.rawValue][outcome.rawValue])
  }

  /// The prior of tau^2 of standardised mean differences, log tau^2 = location + scale t(5), and of
  /// them alone: `EmpiricalPrior` checks the measure.
  ///
  /// For conditions other than cancer and respiratory disease. Source: Rhodes, Turner and Higgins
  /// (2015), table 3, as the R packages bayesmeta (RhodesEtAlPrior) and rnmamod (table_tau2_prior)
  /// have it; both agree in all 24 cells. One of them, -3.85 of mental health under
  /// non-pharmacological treatments, is 1 below what the model's additive terms give and may be a
  /// misprint of -2.85.
  public static func rhodes(
    outcome: RhodesOutcome, comparison: RhodesComparison
  ) -> HeterogeneityPrior {
    .logStudentT(
      location: -rhodesLocations[comparison.rawValue][outcome.rawValue],
      scale: rhodesScales[comparison.rawValue][outcome.rawValue], degreesOfFreedom: 5)
  }

  // One row a comparison, one column an outcome, in the order of the cases; locations negated.

  private static let turnerLocations: [[Double]] = [
    [
      3.95, 3.52, 3.71, 2.34, 2.14, 2.99, 2.71, 2.29, 1.87, 2.49, 2.06, 1.83, 2.54, 2.12, 1.77,
      2.70,
    ],
    [
      4.18, 3.75, 3.95, 2.58, 2.37, 3.23, 2.94, 2.53, 2.10, 2.73, 2.29, 2.06, 2.78, 2.35, 2.00,
      2.93,
    ],
    [
      4.17, 3.74, 3.93, 2.56, 2.36, 3.21, 2.93, 2.51, 2.10, 2.71, 2.28, 2.05, 2.77, 2.34, 1.99,
      2.92,
    ],
    [
      2.92, 2.49, 2.68, 1.31, 1.11, 1.96, 1.67, 1.26, 0.84, 1.46, 1.03, 0.80, 1.51, 1.09, 0.74,
      1.67,
    ],
    [
      3.50, 3.08, 3.27, 1.90, 1.69, 2.55, 2.26, 1.85, 1.43, 2.05, 1.61, 1.38, 2.10, 1.67, 1.33,
      2.26,
    ],
  ]

  private static let turnerScales: [[Double]] = [
    [
      1.34, 1.74, 1.74, 1.74, 1.74, 1.74, 1.74, 1.53, 1.52, 1.52, 1.51, 1.52, 1.54, 1.53, 1.52,
      1.52,
    ],
    [
      1.41, 1.79, 1.79, 1.79, 1.79, 1.79, 1.79, 1.58, 1.58, 1.58, 1.58, 1.58, 1.60, 1.60, 1.58,
      1.58,
    ],
    [
      1.55, 1.91, 1.91, 1.91, 1.91, 1.91, 1.92, 1.72, 1.71, 1.71, 1.71, 1.71, 1.73, 1.72, 1.71,
      1.71,
    ],
    [
      1.02, 1.50, 1.51, 1.50, 1.50, 1.51, 1.51, 1.25, 1.24, 1.24, 1.24, 1.25, 1.27, 1.27, 1.24,
      1.25,
    ],
    [
      1.26, 1.68, 1.68, 1.68, 1.68, 1.68, 1.68, 1.46, 1.45, 1.45, 1.45, 1.45, 1.47, 1.47, 1.45,
      1.45,
    ],
  ]

  private static let rhodesLocations: [[Double]] = [
    [4.13, 2.55, 2.43, 3.16, 3.00, 2.99, 3.41, 2.76],
    [4.40, 2.83, 2.70, 3.44, 3.27, 3.27, 3.68, 3.03],
    [3.99, 2.41, 2.29, 3.02, 2.86, 3.85, 3.27, 2.62],
  ]

  private static let rhodesScales: [[Double]] = [
    [2.34, 2.73, 2.50, 2.50, 2.50, 2.16, 2.83, 2.58],
    [2.31, 2.70, 2.46, 2.44, 2.47, 2.14, 2.78, 2.59],
    [2.11, 2.57, 2.32, 2.27, 2.33, 1.93, 2.66, 2.41],
  ]
}
