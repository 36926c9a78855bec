import Glibc
import Tables

extension PowerPlan {
  /// The most simulated logs of one plan.
  static let mostLogs = 1_000_000
  /// The most states of a block, (nights of one arm + 1) to the power of the arms.
  static let mostStates = 1000.0
  /// What one simulated analysis takes on one processor, about, in seconds.
  static let secondsPerLog = 0.002

  /// Every value that the plan cannot have, in the order of its lists.
  func problems(with study: PersonalStudy) -> [Finding] {
    let share = "0 or more and below 1"
    var problems =
      Self.check("cycles", cycles, "a whole number from 1 to 500") { (1...500).contains($0) }
      + Self.check("period", periodNights, "a whole number from 1 to 365") {
        (1...365).contains($0)
      }
      + checkRates(study.outcome.kind)
      + Self.check("effect", effects, "a number") { $0.isFinite }
      + checkSides(study)
      + Self.check("rho", correlations, share) { (0..<1).contains($0) }
      + Self.check("missing", missing, share) { (0..<1).contains($0) }
      + checkSigma(study.outcome.kind)
      + Self.check("simulations", [simulations], "1 or more") { $0 >= 1 }
    // Sizes are counted only where every number is one.
    if problems.isEmpty { problems = checkScheme(study) + checkSizes(study) }
    return problems
  }

  private static func check<Value: Hashable>(
    _ name: String, _ values: [Value], _ rule: String, _ isPossible: (Value) -> Bool
  ) -> [Finding] {
    if values.isEmpty {
      return [
        error("N240", "there is no value for \(name)", hint: "give one, or several with commas")
      ]
    }
    var seen: Set<Value> = []
    return values.compactMap { value in
      if !isPossible(value) {
        return error("N241", "\(name) cannot be \(value)", hint: "it is \(rule)")
      }
      return seen.insert(value).inserted
        ? nil : error("N242", "\(name) has \(value) twice", hint: "leave one of the two out")
    }
  }

  private static func error(_ code: String, _ message: String, hint: String) -> Finding {
    Finding(code: code, severity: .error, message: message, hint: hint)
  }

  private func checkRates(_ kind: Outcome.Kind) -> [Finding] {
    switch kind {
    case .count:
      Self.check("rate", rates, "a number of events a night, from 0.001 to 1000") {
        (0.001...1000).contains($0)
      }
    case .binary:
      Self.check("rate", rates, "a share of nights, from 0.01 to 0.99") {
        (0.01...0.99).contains($0)
      }
    case .duration:
      Self.check("rate", rates, "a number of minutes above 0") { $0 > 0 && $0.isFinite }
    case .score: Self.check("rate", rates, "a mean score") { $0.isFinite }
    case .ordinal:
      Self.check("rate", rates, "a mean level between 0 and 3, the lowest and the highest") {
        $0 > 0 && $0 < 3
      }
    }
  }

  private func checkSigma(_ kind: Outcome.Kind) -> [Finding] {
    kind == .score
      ? Self.check("sigma", [sigma], "a number of points above 0") { $0 > 0 && $0.isFinite }
      : Self.check("sigma", [sigma], "from 0 to 5, on the log scale") { (0...5).contains($0) }
  }

  /// Effects of the treatment are benefits, or none.
  private func checkSides(_ study: PersonalStudy) -> [Finding] {
    let isRatio = study.outcome.scale.isLogarithmic
    let lower = study.outcome.better == .lower
    let rule =
      isRatio
      ? (lower ? "above 0 and at most 1: 0.5 is a halving" : "1 or more: 2 is twice as much")
      : (lower ? "0 or below: -1 is one point lower" : "0 or more: 1 is one point higher")
    return effects.filter(\.isFinite).compactMap { effect in
      let isPossible = isRatio ? effect > 0 && effect <= 1e4 && effect >= 1e-4 : true
      let size = isRatio && isPossible ? log(effect) : effect
      guard !isPossible || (lower ? size > 0 : size < 0) else { return nil }
      return Self.error(
        "N243", "\(effect) is not an effect for the better, and not none",
        hint: "where \(study.outcome.better.rawValue) is better, it is \(rule)")
    }
  }

  /// The order of treatments, and the nights that the analysis leaves out.
  private func checkScheme(_ study: PersonalStudy) -> [Finding] {
    var problems: [Finding] = []
    let arms = study.treatments.count + 1
    switch study.randomisation {
    case .nightly(let maximumRun)
    where maximumRun < 1 || maximumRun > ScheduleComparison.longestRun:
      problems.append(
        Self.error(
          "N246", "a run of \(maximumRun) nights cannot be simulated",
          hint: "max_run is from 1 to \(ScheduleComparison.longestRun)"))
    case .blocks(let size)
    where size < 1 || size % arms != 0
      || pow(Double(size / arms + 1), Double(arms)) > Self.mostStates:
      problems.append(
        Self.error(
          "N246", "blocks of \(size) nights cannot be simulated",
          hint: "the size is a multiple of the \(arms) arms, and not too large"))
    default: break
    }
    let isPaired = study.randomisation == nil || study.randomisation == .pairedCycles
    if isPaired, let shortest = periodNights.min(), study.washInNights >= shortest {
      problems.append(
        Self.error(
          "N247",
          "a wash-in of \(study.washInNights) nights leaves nothing of a period of"
            + " \(shortest)", hint: "choose a shorter wash-in, or longer periods"))
    }
    return problems
  }

  private func checkSizes(_ study: PersonalStudy) -> [Finding] {
    let arms = study.treatments.count + 1
    let nights = arms * (cycles.max() ?? 0) * (periodNights.max() ?? 0)
    guard nights <= PersonalLogReader.longestSpan else {
      return [
        Self.error(
          "N244", "the longest design has \(nights) nights",
          hint: "ten years (\(PersonalLogReader.longestSpan) nights) is the most that is analysed")
      ]
    }
    // Numbers of this size may not fit a whole number.
    let cells = [
      cycles.count, periodNights.count, rates.count, effects.count, correlations.count,
      missing.count,
    ].reduce(1.0) { $0 * Double($1) }
    let logs = cells * Double(simulations)
    guard logs > Double(Self.mostLogs) else { return [] }
    return [
      Self.error(
        "N245",
        "\(simulations) simulated logs for each combination of the lists are too many in all:"
          + " about \(Int(min(logs * Self.secondsPerLog / 60, 1e15))) minutes on one processor",
        hint: "at most \(Self.mostLogs) logs: shorter lists, or fewer --simulations")
    ]
  }
}
