import ArgumentParser
import NOf1
import SimulatedStudies
import Tables

/// Writes the shipped logs, their study files, their description and their README.
@main
struct GenerateLogs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-logs", abstract: "Writes the simulated logs that Magnify ships.")

  @Argument(help: "The folder to write to.")
  var folder: String

  func run() throws {
    let recipes = LogRecipe.shipped
    var files = [
      ("README.md", ReadmePage(recipes: recipes).text),
      ("datapackage.json", try DataPackage(recipes).json()),
    ]
    for recipe in recipes {
      let log = SimulatedLog(recipe, seed: recipe.seed)
      let verdict = try log.verdict()
      guard verdict == recipe.verdict else {
        throw WrongVerdict(recipe: recipe, verdict: verdict)
      }
      files.append(("\(recipe.name).csv", log.csv))
      files.append(("\(recipe.name).study.yaml", recipe.studyFile))
    }
    try AtomicFile.writeAll(
      files.map { ("\(folder)/\($0)", Array($1.utf8)) }, overwrite: true)
  }
}

/// The analysis does not say what the README promises.
struct WrongVerdict: Error, CustomStringConvertible {
  let recipe: LogRecipe
  let verdict: Verdict.Answer

  var description: String {
    "\(recipe.name): the verdict is \(verdict.rawValue), not \(recipe.verdict.rawValue)"
  }
}
