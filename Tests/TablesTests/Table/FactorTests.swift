import Tables
import Testing

@Suite struct FactorTests {
  private let text =
    "arm,dose,x,day\nb,2,1.50,2025-01-02\na,1,-0.0,2025-01-01\nNA,,,\nb,2,0,2025-01-02\n"

  @Test func levelsAreInOrderOfAppearance() throws {
    let table = try read(text)
    #expect(try table.factor("arm") == Factor(codes: [0, 1, -1, 0], levels: ["b", "a"]))
    #expect(try table.factor("dose") == Factor(codes: [0, 1, -1, 0], levels: ["2", "1"]))
    #expect(try table.factor("x") == Factor(codes: [0, 1, -1, 1], levels: ["1.5", "0"]))
    #expect(
      try table.factor("day")
        == Factor(codes: [0, 1, -1, 0], levels: ["2025-01-02", "2025-01-01"]))
  }

  /// Whole numbers close together are numbered by a table, others by a dictionary.
  @Test(arguments: [
    [3, -4, 3, Int.min, 0, -4], [Int.max, Int.min + 1, Int.max], [Int.max, Int.max - 1, Int.min],
    [-1, 1 << 40, -1, 7], [Int.min, Int.min], [], [Int.min + 1, Int.min + 3, Int.min + 1],
    (0..<500).map { ($0 * 77) % 101 - 50 }, (0..<500).map { ($0 * 77) % 101 * 1_000_003 },
  ])
  func wholeNumbersAreInOrderOfAppearance(values: [Int]) {
    let factor = Factor(Column(name: "x", values: .integer(values)))
    var levels: [Int] = []
    let codes = values.map { value -> Int32 in
      if value == .min { return -1 }
      if !levels.contains(value) { levels.append(value) }
      return Int32(levels.firstIndex(of: value) ?? -1)
    }
    #expect(factor == Factor(codes: codes, levels: levels.map(String.init)))
  }

  @Test func givenLevelsSetTheOrder() throws {
    let table = try read(text)
    #expect(
      try table.factor("arm", levels: ["a", "unused", "b"])
        == Factor(codes: [2, 0, -1, 2], levels: ["a", "unused", "b"]))
    #expect(try table.factor("dose", levels: ["1", "2"]).codes == [1, 0, -1, 1])
  }

  @Test func valuesThatAreNoLevelsHaveTheirPlace() throws {
    let table = try read(text)
    do {
      _ = try table.factor("arm", levels: ["a"])
      Issue.record("not refused")
    } catch {
      #expect(error.findings.map(\.code) == ["D114", "D114"])
      #expect(error.findings.map { $0.place?.line } == [2, 5])
      #expect(error.findings.first?.message == "'b' is not a level of 'arm'")
      #expect(error.findings.first?.hint == "the levels are 'a'")
    }
    #expect(throws: InvalidInput.self) { try table.factor("arm", levels: ["a", "b", "a"]) }
    #expect(throws: InvalidInput.self) { try table.factor("gone") }
  }

  @Test func columnsWithoutATable() throws {
    let column = Column(name: "arm", values: .text(codes: [1, 0, -1], labels: ["x", "y"]))
    #expect(throws: FactorError.unknownValue("y", row: 0, column: "arm", levels: ["x"])) {
      try Factor(column, levels: ["x"])
    }
    #expect(throws: FactorError.duplicateLevel("x")) { try Factor(column, levels: ["x", "x"]) }
    #expect(try Factor(column, levels: ["y", "x"]).codes == [0, 1, -1])
  }

  @Test func manyLabels() throws {
    let labels = (0..<50_000).map {
      "person-\($0 % 20_011)-\(String(repeating: "x", count: $0 % 13))"
    }
    let table = try read("id\n" + labels.joined(separator: "\n"))
    let factor = try table.factor("id")
    var seen: [String: Int32] = [:]
    let expected = labels.map { label in
      let next = Int32(seen.count)
      return seen[label]
        ?? {
          seen[label] = next; return next
        }()
    }
    #expect(factor.codes == expected)
    #expect(factor.codes.indices.allSatisfy { factor.levels[Int(factor.codes[$0])] == labels[$0] })
  }
}
