import Tables
import Testing

@testable import NOf1

@Suite struct PersonColumnTests {
  private func errors(_ header: String, _ names: [String]) -> [Finding] {
    let rows = names.enumerated().map { index, name in
      "\(index + 1),\(index % 2 == 0 ? "placebo" : "magnesium"),\(index % 3),\(name)"
    }
    return Logs.errors((["day,treatment,cramps,\(header)"] + rows).joined(separator: "\n"))
  }

  @Test(arguments: ["person", "id", "participant", "Subject"])
  func twoPeopleInOneLogAreAnError(_ header: String) {
    let errors = errors(header, ["anna", "anna", "", "ben", "anna", "ben"])
    #expect(errors.map(\.code) == ["N152", "N152"])
    #expect(errors.map { $0.place?.line } == [2, 5])
    #expect(errors.map(\.value) == ["anna", "ben"])
    #expect(errors[1].message == "and about 'ben' on line 5: 2 people in one log")
    #expect(errors.allSatisfy { $0.hint?.contains("nof1 pool") == true })
    // Names of people can be hidden.
    #expect(!InvalidInput(errors).rendered(redact: true).contains("anna"))
    #expect(!InvalidInput(errors).rendered(redact: true).contains("ben"))
  }

  @Test func onePersonIsNone() {
    #expect(errors("person", ["anna", "anna", "", "anna"]).isEmpty)
    #expect(errors("id", ["1", "2", "3", "4"]).isEmpty)
    #expect(errors("id", ["1", "1", "2", "2"]).map(\.code) == ["N152", "N152"])
    #expect(errors("person", ["1", "2", "3", "4"]).map(\.code) == ["N152", "N152"])
  }
}
