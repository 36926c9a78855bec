import Foundation
import Testing

@testable import Trials

/// What an effect says of itself.
@Suite("Notes on effects")
struct EffectNoteTests {
  @Test func whatWasAddedIsStated() throws {
    let studies = [
      SummarizedStudy(study: "with", summary: .events(try table(0, 20, 2, 21))),
      SummarizedStudy(study: "without", summary: .events(try table(3, 35, 6, 33))),
    ]
    func added(_ scope: ZeroCellRule.Scope) throws -> [Double?] {
      let rule = ZeroCellRule(added: 0.25, scope: scope)
      return try EffectSpecification(measure: .riskRatio, zeroCells: rule).effects(of: studies)
        .effects.map(\.note?.addedToCells)
    }
    #expect(try added(.onlyZero) == [0.25, 0])
    #expect(try added(.ifAnyZero) == [0.25, 0.25])
    #expect(try added(.all) == [0.25, 0.25])
    #expect(try added(.none) == [0])
    let effects = try EffectSpecification(measure: .riskRatio).effects(of: studies)
    let note = try #require(effects.effects.first?.note)
    #expect(
      note.text == """
        log((a/n1)/(c/n2)); variance 1/a - 1/n1 + 1/c - 1/n2 (escalc RR, LS); \
        0.5 was added to each cell
        """)
  }

  @Test func excludedStudiesKeepTheirReason() throws {
    let rule = ZeroCellRule(dropsDoubleZeros: true)
    let studies = [
      SummarizedStudy(study: "a", summary: .events(try table(0, 20, 0, 21))),
      SummarizedStudy(study: "b", summary: .events(try table(3, 35, 6, 33))),
      SummarizedStudy(study: "c", summary: .proportion(try GroupEvents(events: 3, total: 9))),
    ]
    let effects = try EffectSpecification(measure: .oddsRatio, zeroCells: rule)
      .effects(of: studies)
    #expect(effects.inputCount == 3)
    #expect(effects.effects.map(\.study) == ["b"])
    #expect(effects.excluded.map(\.study) == ["a", "c"])
    #expect(effects.excluded.map(\.reason.code) == ["A224", "A220"])
  }

  /// A double zero that is left out does not decide about the others.
  @Test func droppedTablesDoNotTriggerTheRule() throws {
    let rule = ZeroCellRule(scope: .ifAnyZero, dropsDoubleZeros: true)
    let studies = [
      SummarizedStudy(study: "a", summary: .events(try table(0, 20, 0, 21))),
      SummarizedStudy(study: "b", summary: .events(try table(3, 35, 6, 33))),
    ]
    let effects = try EffectSpecification(measure: .oddsRatio, zeroCells: rule)
      .effects(of: studies)
    #expect(effects.effects.map(\.note?.addedToCells) == [0])
  }

  @Test func uncontrolledEffectsSaySo() throws {
    let group = try GroupMean(count: 20, mean: 5, standardDeviation: 2)
    let before = try GroupMean(count: 20, mean: 7, standardDeviation: 2)
    func effect(_ design: ComparisonDesign) throws -> StudyEffect {
      let pair = try PairedMeans(
        treatment: group, comparator: before, correlation: 0.5, design: design)
      return try EffectSpecification(measure: .meanChange).effect(of: .pairedMeans(pair))
    }
    let uncontrolled = try effect(.beforeAfter)
    #expect(uncontrolled.estimate == -2)
    #expect(uncontrolled.isUncontrolled)
    #expect(uncontrolled.note?.text.contains("uncontrolled") == true)
    #expect(try !effect(.crossover).isUncontrolled)
  }

  @Test func recoveredCountsSaySo() throws {
    let recovered = try GroupEvents(percent: 37.8, total: 45)
    #expect(recovered.events == 17)
    let events = TwoGroupEvents(
      treatment: recovered, comparator: try GroupEvents(events: 9, total: 44))
    let note = try EffectSpecification(measure: .riskRatio).effect(of: .events(events)).note
    #expect(note?.hasRecoveredCounts == true)
    #expect(try GroupEvents(percent: 100, total: 7).events == 7)
  }

  @Test func formulasFollowTheOptions() {
    let names = EffectMeasure.allCases.map { EffectSpecification(measure: $0).formula }
    #expect(Set(names).count == names.count)
    for measure in EffectMeasure.allCases {
      let variants = measure.varianceEstimators.map {
        EffectSpecification(measure: measure, variance: $0).formula
      }
      #expect(Set(variants).count == variants.count)
    }
    let edition = FormulaEdition.allCases.map {
      EffectSpecification(measure: .ratioOfMeans, edition: $0).formula
    }
    #expect(edition[0] != edition[1])
  }

  @Test func survivesEncoding() throws {
    let studies = [
      SummarizedStudy(study: "a", summary: .events(try table(0, 20, 0, 21))),
      SummarizedStudy(study: "b", summary: .events(try table(3, 35, 0, 33))),
    ]
    let effects = try EffectSpecification(
      measure: .oddsRatio, zeroCells: ZeroCellRule(dropsDoubleZeros: true)
    ).effects(of: studies)
    let data = try JSONEncoder().encode(effects)
    #expect(try JSONDecoder().decode(StudyEffects.self, from: data) == effects)
  }
}
