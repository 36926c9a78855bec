import Numerics

/// One fit of a model to a simulated response.
struct Refit: Sendable {
  let deviance: Double
  let coefficients: [Double]
  let standardErrors: [Double]
  let parameters: [Double]
  let sigma: Double
}

/// A refit that failed, and why.
struct RefitFailure: Error {
  let reason: String
}

/// Fits one or more models to the same simulated responses, a workspace per thread and model.
struct RefitRun: Sendable {
  let problems: [LikelihoodProblem]
  /// Where each model's refits start.
  let starts: [[Double]]
  let simulator: ResponseSimulator
  let seed: UInt64

  /// For each replicate what `summary` makes of the refits of all models.
  func outcomes<Summary: Sendable>(
    replicates: Int, jobs: Int, _ summary: @Sendable ([Refit]) -> Summary
  ) -> [Result<Summary, RefitFailure>] {
    let workers = max(1, min(jobs, replicates))
    let shares = parallelMap(count: workers, jobs: workers) { worker in
      var scratch = Scratch(likelihoods: problems.map { Likelihood($0) })
      return stride(from: worker, to: replicates, by: workers).map { replicate in
        Result { try refit(replicate, &scratch) }.map(summary)
          .mapError { RefitFailure(reason: "\($0)") }
      }
    }
    return (0..<replicates).map { shares[$0 % workers][$0 / workers] }
  }

  private struct Scratch {
    let likelihoods: [Likelihood]
    var response: [Double] = []
  }

  private func refit(_ replicate: Int, _ scratch: inout Scratch) throws -> [Refit] {
    var stream = RandomStream(seed: seed, task: UInt64(replicate))
    simulator.draw(into: &scratch.response, &stream)
    return try problems.indices.map { index in
      let likelihood = scratch.likelihoods[index]
      likelihood.setProblem(problems[index].replacingResponse(scratch.response))
      return try Self.refit(likelihood, from: starts[index])
    }
  }

  private static func refit(_ likelihood: Likelihood, from start: [Double]) throws -> Refit {
    let parameters = try WarmRefit().minimize(likelihood, from: start)
    let evaluation = likelihood.evaluation
    return Refit(
      deviance: evaluation.deviance, coefficients: likelihood.coefficients(),
      standardErrors: likelihood.unscaledCovariance().diagonal.map {
        evaluation.sigma * $0.squareRoot()
      }, parameters: parameters, sigma: evaluation.sigma)
  }
}
