import Glibc

extension SampleCorrelation {
  /// r, with variance (1 - r^2)^2 / (n - 1).
  var plain: RawEffect {
    let rest = 1 - correlation * correlation
    return RawEffect(estimate: correlation, variance: rest * rest / Double(count - 1))
  }

  /// atanh r, with variance 1 / (n - 3) (Fisher 1921).
  var fisherZ: RawEffect {
    RawEffect(estimate: atanh(correlation), variance: 1 / Double(count - 3))
  }
}
