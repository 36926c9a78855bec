import Testing

@testable import Trials

@Suite("Explanations of crossovers and evidence")
struct EvidenceCatalogueTests {
  private let crossovers: [CrossoverError] = [
    .noCells, .unusableCell(sequence: "AB", period: 1), .duplicateCell(sequence: "AB", period: 1),
    .unequalCounts(sequence: "AB", 3, 4), .correlationOutOfRange(2, lowest: -1),
    .noCorrelation(sequence: "AB"), .notPositiveDefinite(sequence: "AB"),
    .notEstimable(terms: 5, rank: 4), .differentPeriods, .unknownTreatment("C", available: ["A"]),
    .oneTreatment("A"), .notTwoByTwo, .spreadNeeded, .levelOutOfRange(95),
  ]

  private let amounts: [EvidenceError] = [
    .levelOutOfRange(5), .impossibleTarget("A risk of 2"), .noDiversity("One study"),
    .notVariability(.meanDifference), .moderatorsNotAllowed, .informationNotComputed,
  ]

  @Test("Every code is explained once, and every explanation is of a code that is thrown")
  func codes() {
    let explained = TrialsCatalogue.explanations.map(\.code)
    #expect(Set(explained).count == explained.count)
    let thrown = Set(crossovers.map(\.code) + amounts.map(\.code))
    #expect(thrown.subtracting(explained).isEmpty)
    #expect(Set(TrialsCatalogue.evidence.map(\.code)).subtracting(thrown).isEmpty)
  }

  @Test("Messages have no full stop, hints follow a colon, and neither claims too much")
  func wording() {
    let findings = crossovers.map(\.finding) + amounts.map(\.finding)
    for finding in findings {
      let hint = finding.hint ?? ""
      #expect(!finding.message.hasSuffix(".") && !hint.hasSuffix("."), "\(finding)")
      #expect(hint.first?.isLowercase == true || hint.first?.isNumber == true, "\(finding)")
    }
    let texts =
      findings.map { $0.message + ($0.hint ?? "") }
      + TrialsCatalogue.evidence.map { $0.title + $0.text }
    for word in ["significant", "proven", "no effect", "trend towards"] {
      #expect(!texts.contains { $0.lowercased().contains(word) }, "\(word)")
    }
  }
}
