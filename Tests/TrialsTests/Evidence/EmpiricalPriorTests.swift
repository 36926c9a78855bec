import Glibc
import Numerics
import Testing

@testable import Trials

@Suite("Priors of heterogeneity")
struct EmpiricalPriorTests {
  private func location(_ prior: HeterogeneityPrior) -> Double {
    switch prior {
    case .logNormal(let location, _), .logStudentT(let location, _, _): location
    default: .nan
    }
  }

  /// Both papers' models add a term of the outcome and one of the comparison to log tau^2, so that
  /// the tables' differences repeat, but for rounding: a slip of the pen would show.
  @Test("Locations are sums of a term of the outcome and one of the comparison")
  func additive() {
    for comparison in TurnerComparison.allCases {
      let differences = TurnerOutcome.allCases.map {
        location(.turner(outcome: $0, comparison: comparison))
          - location(.turner(outcome: $0, comparison: .pharmacologicalAgainstControl))
      }
      #expect((differences.max() ?? 1) - (differences.min() ?? 0) < 0.025, "\(differences)")
    }
    for comparison in RhodesComparison.allCases {
      for outcome in RhodesOutcome.allCases {
        let shift =
          location(.rhodes(outcome: outcome, comparison: comparison))
          - location(.rhodes(outcome: outcome, comparison: .pharmacologicalAgainstControl))
        let usual =
          location(.rhodes(outcome: .subjective, comparison: comparison))
          - location(.rhodes(outcome: .subjective, comparison: .pharmacologicalAgainstControl))
        let isOdd = outcome == .mentalHealth && comparison == .nonPharmacological
        #expect(abs(shift - usual + (isOdd ? 1 : 0)) < 0.015, "\(outcome) \(comparison)")
      }
    }
  }

  /// Figures that the papers' texts and other users of them quote.
  @Test("Quoted values are where they belong")
  func quoted() {
    #expect(
      HeterogeneityPrior.turner(
        outcome: .allCauseMortality, comparison: .pharmacologicalAgainstControl)
        == .logNormal(location: -3.95, scale: 1.34))
    #expect(
      HeterogeneityPrior.turner(
        outcome: .signsAndSymptoms, comparison: .pharmacologicalAgainstPharmacological)
        == .logNormal(location: -2.29, scale: 1.58))
    #expect(
      HeterogeneityPrior.turner(outcome: .subjective, comparison: .otherAgainstOther)
        == .logNormal(location: -2.26, scale: 1.45))
    #expect(
      HeterogeneityPrior.rhodes(outcome: .biologicalMarker, comparison: .nonPharmacological)
        == .logStudentT(location: -3.27, scale: 2.66, degreesOfFreedom: 5))
    #expect(
      HeterogeneityPrior.rhodes(outcome: .obstetric, comparison: .pharmacologicalAgainstControl)
        == .logStudentT(location: -4.13, scale: 2.34, degreesOfFreedom: 5))
  }

  /// With one study and a flat prior of the mean, the posterior of tau is its prior.
  @Test("The quantiles of tau are those of the log-normal and the log of t")
  func quantiles() throws {
    let study = StudyEffect(study: "1", measure: .oddsRatio, estimate: 0.3, variance: 0.2)
    let five = StudentTDistribution(degreesOfFreedom: 5)
    for probability in [0.1, 0.5, 0.9] {
      let turner = try EmpiricalPrior.turner(.pain, .pharmacologicalAgainstControl)
        .prior(for: .oddsRatio)
      let z = NormalDistribution.standard.quantile(probability)
      let tau = try BayesianPooling(prior: turner).pool([study]).tau.quantile(probability)
      #expect(abs(tau / exp((-1.83 + 1.52 * z) / 2) - 1) < 1e-9)
      let rhodes = try BayesianPooling(prior: EmpiricalPrior.rhodesAnySetting.prior).pool([study])
      let expected = exp((-3.44 + 2.59 * five.quantile(probability)) / 2)
      #expect(abs(rhodes.tau.quantile(probability) / expected - 1) < 1e-9)
    }
  }

  @Test("A prior is refused on another scale")
  func scales() throws {
    let turner = EmpiricalPrior.turner(.pain, .pharmacologicalAgainstControl)
    for measure in EffectMeasure.allCases {
      for prior in [turner, .turnerAnySetting] {
        let isOwn = measure == .oddsRatio || measure == .petoOddsRatio
        #expect((try? prior.prior(for: measure)) == (isOwn ? prior.prior : nil))
      }
      for prior in [EmpiricalPrior.rhodesAnySetting, .rhodes(.subjective, .nonPharmacological)] {
        let isOwn = ["SMD", "SMDH"].contains(measure.rawValue)
        #expect((try? prior.prior(for: measure)) == (isOwn ? prior.prior : nil))
      }
    }
    #expect(
      throws: PoolingError.outOfRange(
        "a prior of tau made for OR and PETO, used with MD; "
          + "state a half-normal prior in the units of MD")
    ) { try turner.check(.meanDifference) }
    #expect(turner.source.contains("2015"))
  }

  @Test("Defaults are in the units of the outcome")
  func defaults() throws {
    func arm(_ n: Int, _ deviation: Double) throws -> GroupMean {
      try GroupMean(count: n, mean: 3, standardDeviation: deviation)
    }
    #expect(try HeterogeneityPrior.standard(for: .riskRatio) == .halfNormal(scale: 0.5))
    #expect(
      try HeterogeneityPrior.standard(for: .standardizedMeanDifference) == .halfNormal(scale: 0.5))
    let studies = [
      SummarizedStudy(
        study: "1",
        summary: .means(TwoGroupMeans(treatment: try arm(9, 99), comparator: try arm(11, 4)))),
      SummarizedStudy(
        study: "2",
        summary: .pairedMeans(
          try PairedMeans(treatment: arm(31, 99), comparator: arm(31, 2), correlation: 0.5))),
      SummarizedStudy(
        study: "3", summary: .proportion(try GroupEvents(events: 1, total: 9))),
    ]
    let deviation = try #require(SummarizedStudy.comparatorStandardDeviation(of: studies))
    #expect(abs(deviation - ((10 * 16.0 + 30 * 4) / 40).squareRoot()) < 1e-14)
    #expect(
      try HeterogeneityPrior.standard(
        for: .meanDifference, comparatorStandardDeviation: deviation)
        == .halfNormal(scale: deviation / 2))
    #expect(SummarizedStudy.comparatorStandardDeviation(of: Array(studies[2...])) == nil)
    #expect(throws: PoolingError.self) { try HeterogeneityPrior.standard(for: .meanDifference) }
    #expect(throws: PoolingError.self) { try HeterogeneityPrior.standard(for: .riskDifference) }
  }
}
