import Numerics
import Testing

@testable import MixedModels

/// Textbook cases, and what the result says of them.
@Suite("Separation")
struct SeparationTests {
  static func find(
    _ rows: [[Double]], _ names: [String], _ family: ResponseFamily, _ response: [Double],
    trials: [Double] = [], terms: [Int] = []
  ) throws -> Separation? {
    try SeparationCheck(
      design: Matrix(rows: rows), names: names, termOfColumn: terms, family: family,
      response: response, trials: trials
    ).find()
  }

  @Test("A threshold without error is complete separation")
  func complete() throws {
    let rows = (1...10).map { [1, Double($0)] }
    let response = (1...10).map { $0 > 5 ? 1.0 : 0.0 }
    let found = try #require(try Self.find(rows, ["(Intercept)", "x"], .binomial, response))
    #expect(found.isComplete)
    #expect(found.rows == Array(0..<10))
    #expect(
      found.coefficients == [
        .init(name: "(Intercept)", isIncreasing: false), .init(name: "x", isIncreasing: true),
      ])
    #expect(found.causes.isEmpty)
    #expect(found.description.contains("x to +infinity"))
  }

  @Test("Overlap at the threshold alone is quasi-complete separation")
  func quasiComplete() throws {
    let x = [1.0, 2, 3, 3, 4, 5]
    let found = try #require(
      try Self.find(x.map { [1, $0] }, ["(Intercept)", "x"], .binomial, [0, 0, 0, 1, 1, 1]))
    #expect(!found.isComplete)
    #expect(found.rows == [0, 1, 4, 5])
    #expect(abs(found.direction[0] / found.direction[1] + 3) < 1e-12)
  }

  @Test("One pair beyond the threshold, however little, is overlap")
  func nearlySeparated() throws {
    for overlap in [1.0, 1e-3, 1e-6] {
      let x = [-2.0, -1, overlap, 0, 1, 2]
      #expect(
        try Self.find(x.map { [1, $0] }, ["(Intercept)", "x"], .binomial, [0, 0, 0, 1, 1, 1])
          == nil)
      let apart = [-2.0, -1, -overlap, overlap, 1, 2]
      let found = try Self.find(
        apart.map { [1, $0] }, ["(Intercept)", "x"], .binomial, [0, 0, 0, 1, 1, 1])
      #expect(found?.isComplete == true)
    }
  }

  @Test("A level without events is named and runs alone")
  func levelWithoutEvents() throws {
    var rows: [[Double]] = []
    var response: [Double] = []
    for night in 0..<12 {
      rows.append([1, Double(night % 3 == 1 ? 1 : 0), night % 3 == 2 ? 1 : 0, Double(night)])
      response.append(night % 3 == 1 ? 0 : Double((night * 7) % 5))
    }
    let names = ["(Intercept)", "treatment[magnesium]", "treatment[quinine]", "night"]
    let found = try #require(
      try Self.find(rows, names, .poisson, response, terms: [-1, 0, 0, 1]))
    #expect(!found.isComplete)
    #expect(found.coefficients == [.init(name: "treatment[magnesium]", isIncreasing: false)])
    #expect(found.direction == [0, -1, 0, 0])
    #expect(found.causes == [.levelWithoutEvents(column: "treatment[magnesium]")])
    #expect(found.rows == [1, 4, 7, 10])
    #expect(found.description.contains("no row of treatment[magnesium] has an event"))
  }

  @Test("A reference level without events moves the intercept against all levels")
  func referenceWithoutEvents() throws {
    let rows: [[Double]] = (0..<9).map { [1, $0 % 3 == 1 ? 1 : 0, $0 % 3 == 2 ? 1 : 0] }
    let response = (0..<9).map { $0 % 3 == 0 ? 0.0 : Double(1 + $0 % 2) }
    let found = try #require(
      try Self.find(rows, ["(Intercept)", "t[a]", "t[b]"], .poisson, response, terms: [-1, 0, 0]))
    #expect(found.causes == [.referenceWithoutEvents(columns: ["t[a]", "t[b]"])])
    #expect(found.coefficients.map(\.isIncreasing) == [false, true, true])
    #expect(found.rows == [0, 3, 6])
  }

  @Test("Events of every trial in a level and outside it")
  func onlyEvents() throws {
    let rows: [[Double]] = [[1, 0], [1, 0], [1, 1], [1, 1]]
    let names = ["(Intercept)", "a[b]"]
    let level = try #require(
      try Self.find(rows, names, .binomial, [2, 5, 4, 3], trials: [6, 6, 4, 3]))
    #expect(level.causes == [.levelWithOnlyEvents(column: "a[b]")])
    #expect(level.coefficients == [.init(name: "a[b]", isIncreasing: true)])
    let reference = try #require(
      try Self.find(rows, names, .binomial, [6, 6, 1, 2], trials: [6, 6, 4, 3]))
    #expect(reference.causes == [.referenceWithOnlyEvents(columns: ["a[b]"])])
    #expect(reference.coefficients.map(\.isIncreasing) == [true, false])
  }

  @Test("Nothing happened, or everything did")
  func noneOrAll() throws {
    let rows = (0..<6).map { [1, Double($0)] }
    let names = ["(Intercept)", "x"]
    for family in [ResponseFamily.poisson, .negativeBinomial1, .negativeBinomial2, .binomial] {
      let found = try Self.find(rows, names, family, [Double](repeating: 0, count: 6))
      #expect(found?.causes == [.noEvents])
      #expect(found?.isComplete == true)
    }
    let all = try #require(
      try Self.find(rows, names, .binomial, [3, 4, 5, 6, 7, 8], trials: [3, 4, 5, 6, 7, 8]))
    #expect(all.causes == [.onlyEvents])
    #expect(all.coefficients.first == .init(name: "(Intercept)", isIncreasing: true))
  }

  @Test("Rows without trials and a normal response ask nothing")
  func silentRows() throws {
    let rows: [[Double]] = [[1, 0], [1, 1], [1, 2], [1, 9]]
    let names = ["(Intercept)", "x"]
    let found = try Self.find(rows, names, .binomial, [0, 0, 1, 0], trials: [1, 1, 1, 0])
    #expect(found?.isComplete == true)
    #expect(found?.rows == [0, 1, 2])
    #expect(try Self.find(rows, names, .gaussian, [0, 0, 1, 0]) == nil)
  }

  @Test("Levels separated one after the other are all found")
  func severalRounds() throws {
    // Three levels without events beside one with them, and a slope inside a level.
    let rows: [[Double]] = (0..<20).map { i in
      let level = i % 4
      return [1, level == 1 ? 1 : 0, level == 2 ? 1 : 0, level == 3 ? Double(i) : 0]
    }
    let response: [Double] = (0..<20).map { $0 % 4 == 0 ? Double($0 % 3) : 0 }
    let found = try #require(
      try Self.find(rows, ["(Intercept)", "a", "b", "c"], .poisson, response))
    #expect(found.rows == (0..<20).filter { $0 % 4 != 0 })
    #expect(found.coefficients.map(\.name) == ["a", "b", "c"])
    #expect(found.coefficients.allSatisfy { !$0.isIncreasing })
  }

  @Test("Dependent columns are an error, not a verdict")
  func dependent() {
    #expect(throws: LinearAlgebraError.self) {
      try Self.find([[1, 2], [1, 2], [1, 2]], ["a", "b"], .binomial, [0, 1, 0])
    }
  }
}
