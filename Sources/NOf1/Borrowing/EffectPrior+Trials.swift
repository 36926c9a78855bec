import Glibc

extension EffectPrior {
  /// The name of priors that come from trials.
  static let trialsName = "trials"

  /// What trials predict for this person: the effect in one more trial, widened by the spread
  /// between persons.
  ///
  ///     mean + scale t(degreesOfFreedom) + N(0, personSpread^2)
  ///
  /// Where the trials' distribution is normal (or has more than 1e10 degrees of freedom, which no
  /// double can tell from it) this is N(mean, scale^2 + personSpread^2). Otherwise
  /// `standardDeviation` is that of the normal distribution with the same central 95 % range: it
  /// exists for any degrees of freedom, the variance only above two.
  public init(_ trials: TrialPrior) {
    let distribution = trials.distribution
    guard let freedom = distribution.degreesOfFreedom, freedom < 1e10 else {
      self.init(
        name: EffectPrior.trialsName, mean: distribution.mean,
        standardDeviation: hypot(distribution.scale, trials.personSpread))
      return
    }
    let mixture = NormalScaleMixture(
      mean: 0, scale: distribution.scale, degreesOfFreedom: freedom, spread: trials.personSpread)
    self.init(
      name: EffectPrior.trialsName, mean: distribution.mean,
      standardDeviation: mixture.quantile(0.975) / 1.959963984540054,
      shape: Shape(
        scale: distribution.scale, degreesOfFreedom: freedom, personSpread: trials.personSpread))
  }
}

extension TrialPrior {
  /// The same trials with another spread between persons.
  public func with(personSpread: Double) -> TrialPrior {
    TrialPrior(
      distribution: distribution, isLogarithmic: isLogarithmic, unit: unit, measure: measure,
      mapping: mapping, outcome: outcome, studies: studies, personSpread: personSpread)
  }
}
