// Plans a personal trial: draws the order at random, each admissible one equally likely, and
// simulates people to see how often such a plan gives which verdict.
import Foundation
import NOf1

do {
  let design = StudyDesign(arms: ["placebo", "magnesium"], cycles: 6, periodNights: 7)
  let schedule = try design.draw(seed: 2027)
  for first in stride(from: 0, to: design.nights, by: design.periodNights) {
    let night = schedule.nights[first]
    print("period \(night.period), from night \(night.day): \(night.label)")
  }
  print("orders that could have been drawn: \(Int(schedule.admissible))")
  print("smallest P of the randomisation test: \(schedule.floor)")

  // Fifty people of each kind show the shape; take 500 or more for numbers to plan with.
  let people = PowerPlan(
    cycles: [design.cycles], periodNights: [design.periodNights], rates: [2], effects: [1, 0.4],
    simulations: 50)
  for cell in try people.run(study: PlannedTrial(schedule).study, jobs: 2) {
    print("true rate ratio \(cell.effect): \(cell.responder) of \(cell.simulations) responders")
  }
} catch {
  print(error)
  exit(2)
}
