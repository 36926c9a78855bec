// From one person's log to the verdict, the effect and its interval.
import Foundation
import NOf1
import Tables

let path = CommandLine.arguments.dropFirst().first ?? "Datasets/personal-logs/responder.csv"

var plan = StudyFile()
plan.reference = "placebo"
plan.treatments = ["magnesium"]
plan.outcomeColumn = "cramps"
plan.outcomeKind = .count
plan.better = .lower
plan.minimalImportantDifference = 0.75  // 25 % fewer cramps is what matters
plan.randomisation = .pairedCycles  // without a random order there is no verdict
var options = AnalysisOptions()
options.simulation = false  // how often the rule errs on this schedule takes some seconds more

do {
  let read = try PersonalLogReader.read(table: Table.read(path: path), file: plan)
  let analysis = try read.study.analyze(read.log, options: options)
  let effect = analysis.effects[0]
  print("verdict: \(analysis.verdict.answer.rawValue)")
  print(String(format: "rate ratio: %.2f", effect.estimate))
  print(String(format: "interval: %.2f to %.2f", effect.confidenceLow, effect.confidenceHigh))
  print(analysis.verdict.sentence)
} catch {
  print(error)
  exit(2)
}
