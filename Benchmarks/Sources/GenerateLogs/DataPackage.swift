import FoundationEssentials

/// The description of the logs as a Frictionless Data Package, with a Table Schema for each.
///
/// *Reference*: https://specs.frictionlessdata.io (data-package, tabular-data-resource).
struct DataPackage: Encodable {
  struct License: Encodable {
    let name: String
    let path: String
    let title: String
  }

  let profile = "data-package"
  let name = "personal-logs"
  let title = "SIMULATED nightly logs of leg cramps, one person each"
  let description =
    "SIMULATED: nobody kept these logs. They show what an n-of-1 analysis says about people whose"
    + " true effect is known."
  let version = "1.0.0"
  let licenses = [
    License(
      name: "CC0-1.0", path: "https://creativecommons.org/publicdomain/zero/1.0/",
      title: "CC0 1.0 Universal")
  ]
  let keywords = ["simulated", "n-of-1", "leg cramps", "magnesium"]
  let generator = "scripts/generate-logs.sh"
  let resources: [Resource]

  init(_ recipes: [LogRecipe]) {
    resources = recipes.map(Resource.init)
  }

  /// With sorted keys, so that the same package gives the same bytes.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension DataPackage {
  struct Resource: Encodable {
    let name: String
    let path: String
    let title: String
    let description: String
    let profile = "tabular-data-resource"
    let format = "csv"
    let mediatype = "text/csv"
    let encoding = "utf-8"
    let schema: Schema
    /// The study file to read the log with.
    let study: String
    let simulation: Simulation

    init(_ recipe: LogRecipe) {
      name = recipe.name
      path = "\(recipe.name).csv"
      title = "SIMULATED: \(recipe.title)"
      description = "SIMULATED. \(recipe.description)"
      schema = Schema(recipe)
      study = "\(recipe.name).study.yaml"
      simulation = Simulation(recipe)
    }
  }

  /// What is true about the simulated person, and what the analysis says.
  struct Simulation: Encodable {
    let simulated = true
    let seed: UInt64
    let generator = "generate-logs, Philox4x32-10"
    let effectScale: String
    let trueEffect: Double
    let referenceMean: Double
    let sigma: Double
    let rho: Double
    let verdict: String

    init(_ recipe: LogRecipe) {
      seed = recipe.seed
      effectScale = recipe.kind == .score ? "difference of means" : "rate ratio"
      trueEffect = recipe.trueEffect
      referenceMean = recipe.referenceMean
      sigma = recipe.sigma
      rho = recipe.rho
      verdict = recipe.verdict.rawValue
    }
  }
}
