import Numerics

/// sigma1^2 of a study and sigma2^2 of an effect within it; the parameters are sigma1 and sigma2.
struct NestedCovariance: RandomEffectsCovariance {
  /// Some study has several effects; else sigma2 is left out.
  let isSeparable: Bool

  var parameterCount: Int { isSeparable ? 2 : 1 }

  func starts(variance: Double) -> [[Double]] {
    guard isSeparable else { return [0.02, 1].map { [($0 * variance).squareRoot()] } }
    return [[0.5, 0.5], [0.95, 0.05], [0.05, 0.95], [0.02, 0.02]].map { shares in
      shares.map { ($0 * variance).squareRoot() }
    }
  }

  func covariance(of block: StudyBlock, at theta: [Double]) -> Matrix {
    pattern(block, theta[0] * theta[0], isSeparable ? theta[1] * theta[1] : 0)
  }

  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int) -> Matrix {
    r == 0 ? pattern(block, 2 * theta[0], 0) : pattern(block, 0, 2 * theta[1])
  }

  func derivative(of block: StudyBlock, at theta: [Double], _ r: Int, _ s: Int) -> Matrix? {
    guard r == s else { return nil }
    return r == 0 ? pattern(block, 2, 0) : pattern(block, 0, 2)
  }

  private func pattern(_ block: StudyBlock, _ study: Double, _ effect: Double) -> Matrix {
    Matrix.symmetric(order: block.count) { i, j in
      block.labels[i] == block.labels[j] ? study + effect : study
    }
  }

  func units(scale: Double) -> [Double] { [Double](repeating: scale, count: parameterCount) }

  func snapped(_ theta: [Double], scale: Double) -> [Double] {
    theta.map { abs($0) <= Self.reach * scale ? 0 : $0 }
  }

  func components(at theta: [Double]) -> [VarianceComponent] {
    let study = VarianceComponent(name: "study", standardDeviation: theta[0])
    let effect =
      isSeparable
      ? VarianceComponent(name: "effect", standardDeviation: theta[1])
      : VarianceComponent(name: "effect", variance: nil, state: .notSeparable)
    return [study, effect]
  }

  func correlations(at theta: [Double]) -> [EffectCorrelation] { [] }
}

extension VarianceComponent {
  init(name: String, standardDeviation: Double) {
    self.init(
      name: name, variance: standardDeviation * standardDeviation,
      state: standardDeviation == 0 ? .zero : .estimated)
  }
}
