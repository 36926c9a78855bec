// Fits a linear mixed model to a crossover trial: the fixed effects with their intervals, and how
// far each person's own level lies from the average.
import Foundation
import MixedModels
import Tables

let path =
  CommandLine.arguments.dropFirst().first ?? "Datasets/crossover-trial/crossover-trial.csv"

let specification = MixedModelSpecification(
  "cramps_per_week ~ treatment + period + (1 | person)",
  levels: [.init(column: "treatment", levels: ["placebo", "magnesium"])])

do {
  let model = try specification.fit(Table.read(path: path))
  for row in try model.coefficientTable(method: .satterthwaite).rows {
    guard let low = row.confidenceLow, let high = row.confidenceHigh else { continue }
    print(row.label, String(format: "%.3f, interval: %.3f to %.3f", row.estimate, low, high))
  }
  for row in try model.conditionalModes().flatMap(\.rows) {
    print(row.level, String(format: "%+.3f", row.estimate))
  }
} catch {
  print(error)
  exit(2)
}
