// Pools the published trials of magnesium for cramps without a known cause: which ones, the effect
// with its interval, and the rows of the forest plot as CSV.
import Figures
import Foundation
import Trials

let folder = CommandLine.arguments.dropFirst().first ?? "Datasets/magnesium-trials"

do {
  let tables = try TrialTables.read(paths: [folder])
  let pooled = try tables.pool(PoolingPlan(group: "idiopathic"))
  print("studies: \(pooled.effects.effects.map(\.study).joined(separator: ", "))")
  print("left out: \(pooled.effects.excluded.count + pooled.effects.uncontrolled.count)")
  if let headline = pooled.headline, let interval = headline.interval {
    print("method: \(headline.row.rawValue)")
    print(String(format: "effect: %.2f", headline.estimate), pooled.effects.unit)
    print(String(format: "interval: %.2f to %.2f", interval.lower, interval.upper))
  }
  for figure in TrialFigures.figures(of: pooled) where figure.name == "forest" {
    print("\n" + figure.data.csv(), terminator: "")
  }
} catch {
  print(error)
  exit(2)
}
