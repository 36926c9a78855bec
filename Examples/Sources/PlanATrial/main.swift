// Plans a personal trial: draws the order at random, each admissible one equally likely, and
// simulates people to see how often the plan would give which verdict.
import Foundation
import NOf1

do {
  let design = StudyDesign(arms: ["placebo", "magnesium"], cycles: 4, periodNights: 7)
  let schedule = try design.draw(seed: 2027)
  for period in stride(from: 0, to: design.nights, by: design.periodNights) {
    let night = schedule.nights[period]
    print("period \(night.period), from night \(night.day): \(night.label)")
  }
  print("orders that could have been drawn: \(Int(schedule.admissible))")
  print("smallest P of the randomisation test: \(schedule.floor)")

  // Twenty people for each true effect are quick, but leave 20 points of error: take 500.
  let trial = try PlannedTrial(schedule)
  let power = PowerPlan(
    cycles: [design.cycles], periodNights: [design.periodNights], effects: [1, 0.5],
    simulations: 20)
  for cell in try power.run(study: trial.study, jobs: 2) {
    print("true rate ratio \(cell.effect): \(cell.responder) of \(cell.simulations) responders")
  }
} catch {
  print(error)
  exit(2)
}
