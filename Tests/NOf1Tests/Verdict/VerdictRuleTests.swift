import Testing

@testable import NOf1

/// The rule's truth table: each condition alone decides between responder and inconclusive.
@Suite struct VerdictRuleTests {
  /// Evidence on which everything speaks for a responder, unless a test says otherwise.
  private struct Case {
    var guardsHold = true
    var important = 0.9
    var benefit = 0.99
    var worse = 0.0
    var cycles: Double? = 0.95
    var sceptical = 0.9
    var wide = 0.98
    var sensitivity = [0.99, 0.7]

    var evidence: VerdictEvidence {
      let design = DesignFacts(
        arms: [], spanDays: 112, periods: 8, cycles: 4, transitions: 7, randomised: true,
        guards: ["randomised", "cycles", "nights", "events"].map {
          .init(
            name: $0, required: 1, observed: 1, holds: guardsHold || $0 != "events", sentence: $0)
        })
      let main = EffectEstimate(
        arm: "B", prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 0.8),
        scale: .ratio, estimate: 0.6, mean: -0.5, sd: 0.2, confidenceLow: 0.4,
        confidenceHigh: 0.9, probabilityOfBenefit: benefit,
        probabilityOfImportantBenefit: important, probabilityOfImportantHarm: 0,
        probabilityWorse: worse, nights: 50, referenceNights: 50, avoidedPer28Nights: nil)
      return VerdictEvidence(
        design: design, main: main, cycleLevel: { cycles },
        priors: { [("sceptical", sceptical), ("wide", wide)] },
        sensitivity: { sensitivity.map { ("fit", $0) } })
    }
  }

  private let words = EffectWords(study: ModelLogs.study(.count))

  private func answer(
    _ rule: VerdictRule = VerdictRule(), _ change: (inout Case) -> Void = { _ in }
  ) -> Verdict.Answer {
    var given = Case()
    change(&given)
    let evidence = given.evidence
    let answer = rule.answer(evidence)
    // The conditions that are shown say the same as the answer.
    let conditions = rule.conditions(evidence, words: words)
    let holdsAll = conditions.allSatisfy { $0.holds }
    if answer == .responder { #expect(holdsAll) }
    if answer == .inconclusive { #expect(!holdsAll) }
    if answer == .designCannotIdentify {
      #expect(conditions.contains { $0.name.hasPrefix("design-") && !$0.holds })
    }
    return answer
  }

  @Test func everythingTogetherMakesAResponder() {
    #expect(answer() == .responder)
  }

  @Test func eachConditionAloneMakesItInconclusive() {
    #expect(answer { $0.important = 0.799 } == .inconclusive)
    #expect(answer { $0.benefit = 0.949 } == .inconclusive)
    #expect(answer { $0.cycles = 0.799 } == .inconclusive)
    #expect(answer { $0.cycles = nil } == .inconclusive)
    #expect(answer { $0.sceptical = 0.499 } == .inconclusive)
    #expect(answer { $0.wide = 0.499 } == .inconclusive)
    #expect(answer { $0.sensitivity = [0.99, 0.499, 0.99] } == .inconclusive)
  }

  @Test func thresholdsAreReachedByEquality() {
    #expect(
      answer {
        $0.important = 0.80
        $0.benefit = 0.95
        $0.cycles = 0.80
        $0.sceptical = 0.50
        $0.wide = 0.50
        $0.sensitivity = [0.50]
      } == .responder)
    #expect(answer { $0.important = 0.10 } == .nonResponder)
    #expect(answer { $0.important = 0.1000001 } == .inconclusive)
    #expect(answer { $0.sensitivity = [] } == .responder)
  }

  @Test func theNonResponderNeedsNothingButALowChance() {
    let result = answer {
      $0.important = 0.02
      $0.benefit = 0.3
      $0.cycles = nil
      $0.sensitivity = [0.1]
    }
    #expect(result == .nonResponder)
  }

  @Test func aFailedGuardWinsOverEverything() {
    #expect(answer { $0.guardsHold = false } == .designCannotIdentify)
    let low = answer {
      $0.guardsHold = false
      $0.important = 0.01
      $0.worse = 0.99
    }
    #expect(low == .designCannotIdentify)
  }

  @Test func everyThresholdCanBeSet() {
    func rule(_ change: (inout VerdictRule) -> Void) -> VerdictRule {
      var rule = VerdictRule()
      change(&rule)
      return rule
    }
    #expect(answer(rule { $0.importantBenefit = 0.95 }) == .inconclusive)
    #expect(answer(rule { $0.anyBenefit = 0.995 }) == .inconclusive)
    #expect(answer(rule { $0.cycleAgreement = 0.96 }) == .inconclusive)
    #expect(answer(rule { $0.priorAgreement = 0.97 }) == .inconclusive)
    #expect(answer(rule { $0.reversal = 0.75 }) == .inconclusive)
    #expect(answer(rule { $0.nonResponder = 0.95 }) == .nonResponder)
    #expect(answer(rule { $0.importantBenefit = 0.5 }) { $0.important = 0.6 } == .responder)
    #expect(answer(rule { $0.cycleAgreement = 0 }) { $0.cycles = nil } == .inconclusive)
  }

  /// A probability that is not a number must never give a verdict.
  @Test func notANumberIsNoEvidence() {
    for given in [
      Case(important: .nan), Case(benefit: .nan), Case(cycles: .nan), Case(sceptical: .nan),
      Case(sensitivity: [.nan]),
    ] {
      #expect(VerdictRule().answer(given.evidence) == .inconclusive)
    }
  }

  @Test func theMainFitIsEnoughWhereItDecides() {
    var asked = 0
    let given = Case(important: 0.05)
    let evidence = VerdictEvidence(
      design: given.evidence.design, main: given.evidence.main,
      cycleLevel: {
        asked += 1
        return 1
      }, priors: { [] }, sensitivity: { [] })
    #expect(VerdictRule().answer(evidence) == .nonResponder)
    #expect(asked == 0)
  }
}
