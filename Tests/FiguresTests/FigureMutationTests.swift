import TestSupport
import Testing

@testable import Figures

@Suite("Damaged figures")
struct FigureMutationTests {
  private static let strange: [JSONValue] = [
    .null, "", "text", "2024-02-30", "study", "yes", true, 0, -1, 1, 2.5, -0.5, .integer(.max),
    .integer(.min), 1e300, -1e300, 1e306, -1e306, 1e308, 1e-300, 1e-306,
    .number(.leastNonzeroMagnitude),
    .number(.greatestFiniteMagnitude), 0.999_999_999, [], [1, "a"], ["a": 1], "2024-03-01",
    "9999-12-31", "0001-01-01", "ratio", "difference", "score", "center",
  ]

  /// The value with one thing changed, removed or doubled somewhere inside.
  private func mutated(_ value: JSONValue, _ draws: inout SplitMix) -> JSONValue {
    if Int.random(in: 0..<8, using: &draws) == 0 {
      return Self.strange[Int.random(in: 0..<Self.strange.count, using: &draws)]
    }
    switch value {
    case .object(var members) where !members.isEmpty:
      let place = Int.random(in: 0..<members.count, using: &draws)
      if Int.random(in: 0..<8, using: &draws) == 0 {
        members.remove(at: place)
      } else {
        members[place] = .init(members[place].name, mutated(members[place].value, &draws))
      }
      return .object(members)
    case .array(var elements) where !elements.isEmpty:
      let place = Int.random(in: 0..<elements.count, using: &draws)
      switch Int.random(in: 0..<8, using: &draws) {
      case 0: elements.remove(at: place)
      case 1: elements.insert(elements[place], at: 0)
      case 2: elements = elements.reversed()
      default: elements[place] = mutated(elements[place], &draws)
      }
      return .array(elements)
    default: return Self.strange[Int.random(in: 0..<Self.strange.count, using: &draws)]
    }
  }

  /// A cell of a column, or all of it, with another value of the same type.
  private func recolumned(_ figure: Figure, _ draws: inout SplitMix) -> JSONValue {
    var rows = figure.data.rows
    let place = Int.random(in: 0..<figure.data.columns.count, using: &draws)
    let isAll = Bool.random(using: &draws)
    let value = Self.strange[Int.random(in: 0..<Self.strange.count, using: &draws)]
    for index in rows.indices where isAll || Int.random(in: 0..<10, using: &draws) == 0 {
      rows[index][place] = value
    }
    return Figure(
      figure.kind,
      data: .init(
        name: figure.name, columns: figure.data.columns, rows: rows), facts: figure.facts
    ).json
  }

  @Test("are refused or drawn, whatever was changed, and never end the program")
  func mutations() throws {
    var draws = SplitMix(state: 20_251_122)
    var counts: [Figure.Kind: (drawn: Int, refused: Int)] = [:]
    for figure in try SampleFigures.all.get() where figure.data.rows.count < 1500 {
      for trial in 0..<(figure.data.rows.count < 200 ? 40 : 8) {
        var json = trial % 2 == 0 ? figure.json : recolumned(figure, &draws)
        if trial % 2 == 0 {
          for _ in 0..<Int.random(in: 1...3, using: &draws) { json = mutated(json, &draws) }
        }
        guard let read = try? Figure(json: json) else {
          counts[figure.kind, default: (0, 0)].refused += 1
          continue
        }
        counts[figure.kind, default: (0, 0)].drawn += 1
        let svg = read.svg
        for text in [
          "\"nan", "\"-nan", "\"inf", "\"-inf", "Mnan", "Lnan", "Minf", "Linf", " nan", " inf",
        ] {
          #expect(!svg.contains(text), "\(figure.kind) \(trial)")
        }
        if trial < 4 { #expect(XMLChecker.elements(svg)?["title"] == 1, "\(figure.kind)") }
        #expect((try? JSONValue(parsing: read.vegaLite)) != nil)
        #expect(!read.data.csv().isEmpty)
      }
    }
    for kind in Figure.Kind.allCases {
      #expect((counts[kind]?.drawn ?? 0) > 1 && (counts[kind]?.refused ?? 0) > 1, "\(kind)")
    }
  }
}
