import Testing

@testable import Trials

@Suite("Explanations of the interval checks")
struct TrialsCatalogueIntervalTests {
  static let codes = ["A121", "A122", "A123", "A125", "A141", "A142", "A143"]

  @Test func everyCodeIsExplainedOnce() {
    let explained = TrialsCatalogue.explanations.map(\.code)
    for code in Self.codes { #expect(explained.filter { $0 == code }.count == 1) }
    #expect(TrialsCatalogue.intervals.map(\.code) == Self.codes)
  }

  @Test func wordsThatDoNotOccur() {
    for entry in TrialsCatalogue.intervals {
      for word in ["misconduct", "fraud", "significant", "proven", "no effect of", "trend"] {
        #expect(!entry.text.lowercased().contains(word), "\(entry.code): \(word)")
      }
    }
  }
}
