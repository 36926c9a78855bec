import Numerics

/// Fits a generalised model to other responses of the same rows, starting at its estimates.
struct GeneralizedRefit: Sendable {
  private let specification: MixedModelSpecification
  private let frame: ModelFrame
  private let problem: GeneralizedProblem
  private let start: [Double]
  /// On the Newton decrement, before one more step that squares the distance.
  private let decrementTolerance = 1e-6

  /// What a refit found.
  struct Outcome: Sendable {
    let deviance: Double
    let estimates: GeneralizedEstimates
    let evaluations: Int
  }

  init(_ model: GeneralizedMixedModel) {
    specification = model.specification
    frame = model.frame
    problem = model.problem
    let layout = LaplaceObjective(problem).layout
    // What stands at its limit would stay there: the gradient is 0.
    let usual = GeneralizedStart(problem).parameters(layout)
    var start = model.optimum
    for place in model.heldPlaces(layout) { start[place] = usual[place] }
    self.start = start
  }

  /// The maximum of the likelihood of a response in the order of the frame.
  /// - Throws: `MixedModelError`: `.separated`, `.notConverged`.
  func fit(_ response: [Double]) throws -> Outcome {
    if let separation = try GeneralizedMixedModel.separation(
      specification, frame, response: response)
    {
      throw MixedModelError.separated(separation)
    }
    let objective = LaplaceObjective(GeneralizedProblem(problem, response: response))
    let minimum = try GeneralizedMinimizer(decrementTolerance: decrementTolerance)
      .minimize(objective, from: start)
    return Outcome(
      deviance: minimum.deviance,
      estimates: problem.estimates(minimum.parameters, objective.layout),
      evaluations: minimum.evaluations)
  }
}

extension GeneralizedSimulator {
  /// For each replicate what `summary` makes of its response, or why it failed; the same for any
  /// number of jobs.
  func outcomes<Summary: Sendable>(
    replicates: Int, seed: UInt64, jobs: Int, _ summary: @Sendable ([Double]) throws -> Summary
  ) -> [Result<Summary, RefitFailure>] {
    parallelMap(count: replicates, jobs: jobs) { replicate in
      Result { try summary(draw(seed: seed, replicate: replicate)) }
        .mapError { RefitFailure(reason: "\($0)") }
    }
  }
}
