import NOf1
import Trials

extension PowerCell {
  /// Wilson's 95 % interval of a share of the simulated people: Monte Carlo error alone.
  package func interval(_ people: Int) -> (low: Double, high: Double) {
    let bounds = ProportionInterval.wilson.bounds(events: people, of: simulations)
    return (bounds.low, bounds.high)
  }

  package func share(_ people: Int) -> Double { Double(people) / Double(simulations) }

  /// Responders and non-responders.
  package var firmAnswers: Int { responder + nonResponder }
}
