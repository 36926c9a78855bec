import ArgumentParser
import MixedModels
import Reports

/// What is asked of a fitted model.
struct InferenceOptions: ParsableArguments {
  @Option(
    help: """
      Degrees of freedom of tests (default: satterthwaite; n - p where there are no random \
      effects). Other families than gaussian have normal tests: none.
      """)
  var df: DegreesOfFreedomMethod?
  @Option(
    help: """
      Information on the variances (default: observed for satterthwaite, expected for \
      kenward-roger).
      """)
  var information: Information?
  @Option(help: "Where intervals come from.") var ci = ModelRequest.Intervals.wald
  @Option(help: "Data sets that --ci bootstrap simulates.") var nsim = 1000
  @Option(help: "Coverage of every interval.") var level = 0.95
  @Option(help: "Seed of the bootstrap, of --checks and of quantile residuals.") var seed: UInt64 =
    1
  @Option(help: "Threads (default: one a processor); results do not change.") var jobs: Int?
  @Option(
    parsing: .singleValue,
    help: .init(
      "Marginal means of a factor and their differences. May be repeated.",
      valueName: "factor"))
  var means: [String] = []
  @Option(help: "How p values of differences allow for their number.")
  var adjust = MultiplicityAdjustment.tukey
  @Option(help: .init("Test every term as a whole: type 1, 2 or 3.", valueName: "type"))
  var anova: Int?
  @Option(help: .init("Likelihood-ratio test against this model.", valueName: "formula"))
  var test: String?
  @Flag(help: "Show the conditional modes of the random effects.") var modes = false
  @Flag(help: "Counts and events: compare the data with simulated ones; variance explained.")
  var checks = false

  func validate() throws {
    guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    guard nsim >= 1 else { throw ValidationError("--nsim is at least 1") }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is at least 1") }
    guard anova.map({ (1...3).contains($0) }) ?? true else {
      throw ValidationError("--anova is 1, 2 or 3")
    }
    for factors in request.means where factors.isEmpty || Set(factors).count < factors.count {
      throw ValidationError("--means takes a factor, or several different ones as a:b")
    }
  }

  /// Everything but the model to compare with.
  var request: ModelRequest {
    var request = ModelRequest()
    request.degreesOfFreedom = df ?? request.degreesOfFreedom
    request.information = information
    request.intervals = ci
    request.level = level
    request.replicates = nsim
    request.seed = seed
    request.jobs = jobs ?? Clock.processors()
    request.means = means.map { $0.split(separator: ":").map(String.init) }
    request.adjustment = adjust
    request.analysisOfVariance = anova.map {
      [.sequential, .hierarchical, .unweighted][$0 - 1]
    }
    request.conditionalModes = modes
    request.checks = checks
    return request
  }
}

extension DegreesOfFreedomMethod: ExpressibleByArgument {}
extension Information: ExpressibleByArgument {}
extension ModelRequest.Intervals: ExpressibleByArgument {}
extension MultiplicityAdjustment: ExpressibleByArgument {}
