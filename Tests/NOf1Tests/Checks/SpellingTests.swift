import Testing

@testable import NOf1

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1),
    ("magnesium", "magnseium", 1),
    ("ca", "abc", 3), ("flaw", "lawn", 2),
  ])
  func distances(_ a: String, _ b: String, _ distance: Int) {
    #expect(Spelling.distance(a, b) == distance)
    #expect(Spelling.distance(b, a) == distance)
  }

  @Test func nearestIsNearOrNothing() {
    #expect(Spelling.nearest(to: "Placbo", in: ["placebo", "magnesium"]) == "placebo")
    #expect(Spelling.nearest(to: "cramp", in: ["date", "cramps"]) == "cramps")
    #expect(Spelling.nearest(to: "on", in: ["off"]) == nil)
    #expect(Spelling.nearest(to: "x", in: []) == nil)
  }
}
