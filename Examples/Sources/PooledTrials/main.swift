// Pools the published trials of magnesium for cramps without a known cause: which ones, the effect
// with its interval, and, where a second argument names a file, the rows of the forest plot as CSV.
import Figures
import Foundation
import Trials

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? "Datasets/magnesium-trials"

do {
  let tables = try TrialTables.read(paths: [folder])
  let pooled = try tables.pool(PoolingPlan(group: "idiopathic"))
  print("trials:", pooled.effects.effects.map(\.study).joined(separator: ", "))
  for trial in pooled.effects.excluded {
    print("left out: \(trial.study): \(trial.reason.message)")
  }
  if let headline = pooled.headline, let interval = headline.interval {
    print("method:", headline.row.rawValue)
    print(String(format: "effect: %.2f", headline.estimate), pooled.effects.unit)
    print(String(format: "interval: %.2f to %.2f", interval.lower, interval.upper))
  }
  if let file = arguments.dropFirst().first {
    let forest = TrialFigures.figures(of: pooled).first { $0.name == "forest" }
    try forest?.data.csv().write(toFile: file, atomically: true, encoding: .utf8)
  }
} catch {
  print(error)
  exit(2)
}
