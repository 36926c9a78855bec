/// The posterior of the Bayesian normal-normal model.
public struct BayesianPosterior: Sendable {
  public let pooling: BayesianPooling
  public let effects: [StudyEffect]
  /// The standard deviation of true effects.
  public let tau: TauPosterior
  /// mu, the mean of true effects: its posterior.
  public let mean: NormalMixture
  /// The true effect in a new study.
  public let newStudy: NormalMixture

  init(_ pooling: BayesianPooling, _ effects: [StudyEffect]) {
    self.pooling = pooling
    self.effects = effects
    let tau = TauPosterior(pooling, effects)
    self.tau = tau
    var means: [NormalMixture.Component] = []
    var predictions: [NormalMixture.Component] = []
    for node in tau.nodes {
      let square = node.tau * node.tau
      let given = ConditionalPosterior(
        effects, tauSquared: square, meanPrior: pooling.meanPrior)
      let deviation = given.standardDeviation
      means.append(
        .init(weight: node.weight, mean: given.mean, standardDeviation: deviation))
      predictions.append(
        .init(
          weight: node.weight, mean: given.mean,
          standardDeviation: (deviation * deviation + square).squareRoot()))
    }
    let isBounded = pooling.meanPrior != .flat
    mean = NormalMixture(
      means, hasMean: isBounded || tau.hasMoment(1), hasVariance: isBounded || tau.hasMoment(2))
    newStudy = NormalMixture(
      predictions, hasMean: tau.hasMoment(1), hasVariance: tau.hasMoment(2))
  }

  /// The true effect of one of the studies, shrunken towards the mean:
  /// given tau, N(l y + (1 - l) m, l v + (1 - l)^2 s^2), l = tau^2 / (tau^2 + v).
  public func shrunken(_ study: Int) -> NormalMixture {
    let effect = effects[study]
    let components = zip(tau.nodes, mean.components).map { node, given in
      let square = node.tau * node.tau
      let rest = effect.variance / (square + effect.variance)
      // 1 - rest, without infinity over infinity for a huge tau.
      let share = 1 - rest
      let scaled = rest * given.standardDeviation
      return NormalMixture.Component(
        weight: node.weight, mean: share * effect.estimate + rest * given.mean,
        standardDeviation: (share * effect.variance + scaled * scaled).squareRoot())
    }
    // For a huge tau the effect is N(y, v): its moments always exist.
    return NormalMixture(components, hasMean: true, hasVariance: true)
  }
}
