import Glibc

/// What continuous monitoring says, in plain words.
struct EProcessWords {
  let process: EProcess?
  let cycles: Int
  let plannedCycles: Int?
  let arms: Int
  let randomisation: Randomisation?

  var sentence: String {
    guard let process else {
      return "Monitoring is continuous, but without a known draw of the schedule nothing can be"
        + " bet against chance: there can be no responder."
    }
    let needed = number(EProcess.needed)
    let now = process.bets.last?.eValue ?? 1
    var sentences = [
      "You may look whenever you like. A stake of 1, bet against chance \(unit), stands at"
        + " \(number(now)) now, and has been \(number(process.largest)) at most; a responder needs"
        + " \(needed).",
      "If the treatment does nothing, the stake ever reaches \(needed) for one person in"
        + " \(needed) at most, however often you look, as long as what you took does not decide"
        + " which nights are missing.",
    ]
    if let tooFew = tooFewCycles { sentences.append(tooFew + ".") }
    return sentences.joined(separator: " ")
  }

  /// Where the cycles so far, or all planned ones, cannot be enough.
  var tooFewCycles: String? {
    guard let least = fewestCycles, (plannedCycles ?? cycles) < least else { return nil }
    let plan = plannedCycles.map { "the plan has \($0)" } ?? "there are \(cycles) so far"
    let most = arms == 2 ? "at most double" : "at most grow \(orders)-fold"
    return "in a cycle the stake can \(most), so fewer than \(least) cycles never reach"
      + " \(number(EProcess.needed)) (\(plan)); nights drawn one by one, or shorter periods, get"
      + " there sooner"
  }

  /// The smallest number of paired cycles that can reach what is needed.
  private var fewestCycles: Int? {
    guard process != nil, randomisation == .pairedCycles else { return nil }
    return Int((log(EProcess.needed) / log(Double(orders))).rounded(.up))
  }

  private var orders: Int { (1...arms).reduce(1, *) }

  private var unit: String {
    randomisation == .pairedCycles ? "cycle by cycle" : "night by night"
  }

  /// Two significant digits; never 0.
  private func number(_ value: Double) -> String {
    if value >= 100 { return value < 1e6 ? "\(Int(value))" : "over a million" }
    if value < 0.01 { return "under 0.01" }
    let factor: Double = value >= 10 ? 1 : value >= 1 ? 10 : 100
    let rounded = (value * factor).rounded() / factor
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
