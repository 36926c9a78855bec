import Glibc
import NOf1
import Numerics
import SimulatedStudies
import Tables

/// A log drawn from a recipe, as a person would have written it down.
struct SimulatedLog {
  let recipe: LogRecipe
  /// The nights that have a row; a night without an outcome has an empty cell.
  private let nights: [PersonalLog.Night]

  private static let firstNight = CalendarDate(year: 2025, month: 2, day: 3)

  /// What the random numbers of a seed are for; each has a stream of its own.
  private enum Purpose: UInt64 {
    case schedule, outcomes, missing, taken
  }

  init(_ recipe: LogRecipe, seed: UInt64) {
    self.recipe = recipe
    func stream(_ purpose: Purpose) -> RandomStream {
      RandomStream(seed: seed, task: purpose.rawValue)
    }
    var (forSchedule, forOutcomes) = (stream(.schedule), stream(.outcomes))
    var (forMissing, forTaken) = (stream(.missing), stream(.taken))
    let arms = recipe.arms.map(\.name)
    let planned =
      recipe.randomised
      ? recipe.design.draw(arms: arms, &forSchedule) : recipe.design.fixed(arms: arms)
    let taken = planned.nights.map { _ in
      recipe.notTakenShare.map { forTaken.uniform() >= $0 }
    }
    // Without the capsule, any night is a night on the reference.
    let swallowed = PersonalLog(
      arms: arms,
      nights: zip(planned.nights, taken).map { night, taken in
        night.with(arm: taken == false ? 0 : night.arm, outcome: night.outcome, taken: taken)
      })
    let drawn = recipe.simulator.draw(swallowed, &forOutcomes).nights
    let missing = Self.missingNights(recipe, of: drawn.count, &forMissing)
    nights = drawn.indices.compactMap { index in
      let arm = planned.nights[index].arm
      if missing.withoutRow.contains(index) { return nil }
      if missing.empty.contains(index) {
        return drawn[index].with(arm: arm, outcome: nil, taken: nil)
      }
      return drawn[index].with(arm: arm, outcome: drawn[index].outcome, taken: taken[index])
    }
  }

  /// Exactly the recipe's share of the nights, half of them with an empty cell. The first and the
  /// last night are always recorded.
  private static func missingNights(
    _ recipe: LogRecipe, of count: Int, _ stream: inout RandomStream
  ) -> (empty: Set<Int>, withoutRow: Set<Int>) {
    var order = Array(1..<(count - 1))
    stream.shuffle(&order)
    let missing = order.prefix(Int((recipe.missingShare * Double(count)).rounded()))
    let half = missing.count / 2
    return (Set(missing.prefix(half)), Set(missing.dropFirst(half)))
  }

  /// The log as a CSV file.
  var csv: String {
    var header = ["date", "treatment", recipe.outcomeColumn, "period", "cycle"]
    if recipe.writesDose { header.append("dose_mg") }
    if recipe.notTakenShare != nil { header.append("taken") }
    var writer = CSVWriter(header: header)
    for night in nights {
      let arm = recipe.arms[night.arm]
      var row: [CSVWriter.Cell] = [
        Self.firstNight.map { .date($0.advanced(by: night.day)) } ?? .missing, .text(arm.name),
        night.outcome.map { .integer(written($0)) } ?? .missing, .integer(night.period + 1),
        night.cycle.map { .integer($0 + 1) } ?? .missing,
      ]
      if recipe.writesDose { row.append(.integer(arm.dose)) }
      if recipe.notTakenShare != nil {
        row.append(night.taken.map { .text($0 ? "yes" : "no") } ?? .missing)
      }
      writer.append(row)
    }
    return writer.text
  }

  /// The verdict of the default analysis of these files.
  func verdict() throws -> Verdict.Answer {
    let table = try Table.read(TableSource(name: "\(recipe.name).csv", text: csv))
    let file = try StudyFile.read(yaml: recipe.studyFile, file: "\(recipe.name).study.yaml")
    let read = try PersonalLogReader.read(table: table, file: file)
    var options = AnalysisOptions()
    options.simulation = false
    return try read.study.analyze(read.log, options: options).verdict.answer
  }

  private func written(_ outcome: Double) -> Int {
    let whole = Int(outcome.rounded())
    guard recipe.kind == .score else { return whole }
    return min(max(whole, LogRecipe.severityRange.lowerBound), LogRecipe.severityRange.upperBound)
  }
}

extension LogRecipe {
  var simulator: SeriesSimulator {
    SeriesSimulator(
      kind: kind, referenceMean: referenceMean, sigma: sigma, rho: rho,
      effect: kind == .score ? trueEffect : log(trueEffect))
  }
}

extension PersonalLog.Night {
  fileprivate func with(arm: Int, outcome: Double?, taken: Bool?) -> PersonalLog.Night {
    PersonalLog.Night(
      day: day, arm: arm, outcome: outcome, taken: taken, period: period, cycle: cycle)
  }
}

extension CalendarDate {
  fileprivate func advanced(by days: Int) -> CalendarDate {
    CalendarDate(daysSinceEpoch: daysSinceEpoch + Int32(days))
  }
}
