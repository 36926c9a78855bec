import Foundation
import TestSupport
import Testing

@testable import NOf1

/// The marginal posterior of every effect against long sampling runs and against values computed
/// by other means, within the pass criteria of the reference folder's README.
@Suite(.enabled(if: ReferencePosterior.areThere)) struct ReferencePosteriorTests {
  /// Allowed difference in posterior standard deviations beyond the reference's own error.
  private static let latentShare: [String: Double] = [
    "mean": 0.02, "q50": 0.02, "sd": 0.03, "q25": 0.03, "q75": 0.03, "q05": 0.05, "q95": 0.05,
    "q025": 0.06, "q975": 0.06,
  ]
  private static let gaussianShare: [String: Double] = [
    "mean": 0.005, "q50": 0.005, "sd": 0.005, "q25": 0.005, "q75": 0.005, "q05": 0.01,
    "q95": 0.01, "q025": 0.01, "q975": 0.01,
  ]
  private static let levels: [String: Double] = [
    "q025": 0.025, "q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95, "q975": 0.975,
  ]

  private func summary(_ marginal: MarginalPosterior, _ key: String) -> Double {
    switch key {
    case "mean": marginal.mean
    case "sd": marginal.standardDeviation
    default: marginal.quantile(Self.levels[key] ?? .nan)
    }
  }

  private func probability(
    _ marginal: MarginalPosterior, _ key: String, _ reference: ReferencePosterior
  ) -> Double {
    let important = reference.minimalImportantDifference
    return switch key {
    case "p_rr_lt_1", "p_or_lt_1", "p_lt_0": marginal.probability(atMost: 0)
    case "p_rr_le_0.75", "p_or_le_0.75": marginal.probability(atMost: log(0.75))
    case "p_rr_gt_1.25", "p_or_gt_1.25": marginal.probability(above: log(1.25))
    case "p_le_minus_mcid": marginal.probability(atMost: -important)
    case "p_ge_plus_mcid": marginal.probability(above: important)
    default: .nan
    }
  }

  @Test(arguments: ReferencePosterior.all)
  func agreesWithSampling(_ reference: ReferencePosterior) throws {
    let read = try reference.read()
    let model = try PersonalModel(read.log, study: read.study)
    let sampled = try reference.sampled()
    let exact = try reference.crosscheck("exact")
    let shares = reference.isGaussian ? Self.gaussianShare : Self.latentShare
    let probabilityShare = reference.isGaussian ? 0.002 : 0.01
    var worst = (ratio: 0.0, what: "")
    var compared = 0
    func compare(_ ours: Double, _ theirs: Double, tolerance: Double, _ what: String) {
      let ratio = abs(ours - theirs) / tolerance
      #expect(ratio <= 1, "\(reference.testDescription) \(what): \(ours), reference \(theirs)")
      if ratio > worst.ratio { worst = (ratio, what) }
      compared += 1
    }
    for arm in 1..<read.log.arms.count {
      let name = "beta_\(read.log.arms[arm])"
      let marginal =
        arm == 1
        ? model.marginal
        : model.fit.marginal(
          model.fit.integratedLikelihood(arm: arm, priors: [read.study.prior]),
          under: read.study.prior)
      let parameter = sampled.object("parameters").object(name)
      let error = parameter.object("mc_error")
      let sd = parameter.number("sd")
      for (key, share) in shares.sorted(by: { $0.key < $1.key }) {
        let ours = summary(marginal, key)
        compare(
          ours, parameter.number(key), tolerance: 4 * error.number(key) + share * sd,
          "\(name) \(key)")
        guard let exact else { continue }
        let value = exact.object(name)
        let standardError = reference.isGaussian ? 0 : value.object("se").number(key)
        compare(
          ours, value.object("value").number(key),
          tolerance: 4 * standardError + share * sd, "\(name) \(key), exact")
      }
      let probabilities = sampled.object("probabilities").object(name)
      let keys = probabilities.keys.filter { $0 != "mc_error" }.sorted()
      #expect(keys.count == 3)
      for key in keys {
        let ours = probability(marginal, key, reference)
        let theirs = probabilities.number(key)
        let error = probabilities.object("mc_error").number(key)
        compare(ours, theirs, tolerance: 4 * error + probabilityShare, "\(name) \(key)")
        guard let exact else { continue }
        let difference = exact.object(name).object("probabilities_minus_mcmc").number(key)
        compare(
          ours, theirs + difference, tolerance: probabilityShare, "\(name) \(key), exact")
      }
    }
    #expect(compared >= 12)
    print(
      "\(reference.testDescription): \(compared) comparisons, worst difference / tolerance",
      String(format: "%.2f", worst.ratio), "(\(worst.what))")
  }

  /// Plain nested Laplace, which the marginals of sigma and rho are, has a known bias: allowed is
  /// the bias that the reference's own nested Laplace has, and 0.05 standard deviations more. The
  /// Gaussian series have none.
  @Test(arguments: ReferencePosterior.all.filter { $0.prior == "wide" })
  func sigmaAndRhoAgreeUpToTheKnownBiasOfLaplace(_ reference: ReferencePosterior) throws {
    let read = try reference.read()
    let marginals = try PersonalModel(read.log, study: read.study).fit.posterior.hyperparameters()
    let parameters = try reference.sampled().object("parameters")
    let laplace = try reference.crosscheck("laplace")
    for (name, ours) in [("sigma", marginals.sigma), ("rho", marginals.rho)] {
      let parameter = parameters.object(name)
      let sd = parameter.number("sd")
      for (key, value) in [("mean", ours.mean), ("sd", ours.standardDeviation)] {
        let bias = laplace?.object(name).object("minus_mcmc_in_sd").number(key) ?? 0
        let difference = (value - parameter.number(key)) / sd
        let error = 4 * parameter.object("mc_error").number(key) / sd
        #expect(
          abs(difference - bias) <= 0.05 + error,
          "\(reference.testDescription) \(name) \(key): \(difference) SD, Laplace \(bias)")
        if let exact = try reference.crosscheck("exact"), reference.isGaussian {
          #expect(abs(value - exact.object(name).object("value").number(key)) <= 0.005 * sd)
        }
      }
    }
  }

  @Test func theMelatoninLogIsANonResponder() throws {
    let reference = ReferencePosterior(series: "melatonin70", prior: "wide")
    let read = try reference.read()
    var options = AnalysisOptions()
    options.simulation = false
    let analysis = try read.study.analyze(read.log, options: options)
    #expect(analysis.verdict.answer == .nonResponder)
    #expect(analysis.verdict.label == nil)
    #expect(analysis.effects[0].scale == .difference)
    #expect(abs(analysis.effects[0].mean - 0.953) < 0.01)
  }
}
