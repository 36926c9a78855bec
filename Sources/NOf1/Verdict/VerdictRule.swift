/// The thresholds of the verdict, all of them settable and printed with the result.
public struct VerdictRule: Sendable, Codable, Equatable {
  /// Responder: P(benefit of at least the important size) in the main fit.
  public var importantBenefit = 0.80
  /// Responder: P(benefit) in the main fit.
  public var anyBenefit = 0.95
  /// Responder: P(benefit) that the cycle-level estimate must give.
  public var cycleAgreement = 0.80
  /// Responder: P(benefit) that the sceptical and the wide prior must each give: the same
  /// direction.
  public var priorAgreement = 0.50
  /// Responder: a sensitivity fit with P(benefit) below this reverses the answer.
  public var reversal = 0.50
  /// Non-responder: P(benefit of at least the important size) at most this.
  public var nonResponder = 0.10
  /// "Possibly worse": P(worse by more than 25 %) at least this.
  public var possiblyWorse = 0.80
  /// Responder under continuous monitoring: the largest e-value so far must reach this; nil where
  /// the log is not monitored continuously.
  public var eValueNeeded: Double?
  public var guards = GuardThresholds()

  public init() {}
}

/// What the rule looks at. The main fit comes first; the rest is computed only when asked for,
/// so that the simulation of many logs can stop at the first condition that fails.
struct VerdictEvidence {
  let design: DesignFacts
  let main: EffectEstimate
  /// P(benefit) of the cycle-level estimate; nil when there is none.
  let cycleLevel: () -> Double?
  /// P(benefit) under the sceptical and the wide prior.
  let priors: () -> [(name: String, probability: Double)]
  /// The largest e-value so far; nil when there is none.
  var eValue: () -> Double? = { nil }
  /// P(benefit) in every sensitivity fit.
  let sensitivity: () -> [(label: String, probability: Double)]
}

extension VerdictRule {
  /// The answer alone, at the least cost.
  func answer(_ evidence: VerdictEvidence) -> Verdict.Answer {
    guard evidence.design.identifiesResponder else { return .designCannotIdentify }
    let main = evidence.main
    if main.probabilityOfImportantBenefit <= nonResponder { return .nonResponder }
    guard main.probabilityOfImportantBenefit >= importantBenefit,
      main.probabilityOfBenefit >= anyBenefit, reachesEValue(evidence),
      let cycles = evidence.cycleLevel(), cycles >= cycleAgreement,
      evidence.priors().allSatisfy({ $0.probability >= priorAgreement }),
      evidence.sensitivity().allSatisfy({ $0.probability >= reversal })
    else { return .inconclusive }
    return .responder
  }

  private func reachesEValue(_ evidence: VerdictEvidence) -> Bool {
    guard let eValueNeeded else { return true }
    return (evidence.eValue() ?? 0) >= eValueNeeded
  }

  /// Every condition for a responder, with its numbers.
  func conditions(_ evidence: VerdictEvidence, words: EffectWords) -> [Verdict.Condition] {
    let main = evidence.main
    var result = evidence.design.guards.map {
      Verdict.Condition(name: "design-\($0.name)", holds: $0.holds, sentence: $0.sentence)
    }
    func add(_ name: String, _ holds: Bool, _ sentence: String) {
      result.append(Verdict.Condition(name: name, holds: holds, sentence: sentence))
    }
    add(
      "important-benefit", main.probabilityOfImportantBenefit >= importantBenefit,
      "the chance of \(words.important) is \(percent(main.probabilityOfImportantBenefit))"
        + " (needs \(percent(importantBenefit)))")
    add(
      "any-benefit", main.probabilityOfBenefit >= anyBenefit,
      "the chance of any benefit is \(percent(main.probabilityOfBenefit))"
        + " (needs \(percent(anyBenefit)))")
    if let needed = eValueNeeded {
      let eValue = evidence.eValue()
      add(
        "e-value", reachesEValue(evidence),
        eValue.map {
          "the stake bet against chance reached \(words.number($0)) (needs \(words.number(needed)))"
        } ?? "there is no e-value")
    }
    let cycles = evidence.cycleLevel()
    add(
      "cycle-level", cycles.map { $0 >= cycleAgreement } ?? false,
      cycles.map {
        "cycle by cycle the chance of benefit is \(percent($0)) (needs \(percent(cycleAgreement)))"
      } ?? "there is no cycle-by-cycle estimate")
    let priors = evidence.priors()
    add(
      "priors-agree", priors.allSatisfy { $0.probability >= priorAgreement },
      "the chance of benefit is "
        + priors.map { "\(percent($0.probability)) under the \($0.name) prior" }
        .joined(separator: " and ") + " (needs \(percent(priorAgreement)) under each)")
    let reversed = evidence.sensitivity().filter { $0.probability < reversal }
    add(
      "no-reversal", reversed.isEmpty,
      reversed.isEmpty
        ? "no other analysis turns the answer round"
        : "the answer turns round in: " + reversed.map(\.label).joined(separator: "; "))
    return result
  }
}

/// A probability in whole per cent, never rounded to certainty.
func percent(_ probability: Double) -> String {
  if probability > 0.99 && probability < 1 { return "over 99 %" }
  if probability < 0.01 && probability > 0 { return "under 1 %" }
  return "\(Int((probability * 100).rounded())) %"
}
