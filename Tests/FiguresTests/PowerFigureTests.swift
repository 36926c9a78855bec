import Foundation
import Testing

@testable import Figures
@testable import NOf1

@Suite("The figure of a plan")
struct PowerFigureTests {
  /// Made-up cells: every chance follows from the design alone.
  static func cells(
    cycles: [Int] = [3, 4, 6], periods: [Int] = [7, 14], effects: [Double] = [1, 0.75, 0.5],
    rates: [Double] = [0.62]
  ) -> [PowerCell] {
    rates.flatMap { rate in
      cycles.flatMap { cycles in
        periods.flatMap { period in
          effects.map { effect in
            let nights = 2 * cycles * period
            let responder = effect == 1 ? 1 : Int(Double(nights) * (1.2 - effect))
            return PowerCell(
              cycles: cycles, periodNights: period, nights: nights, rate: rate, effect: effect,
              rho: 0.3, missing: 0.1, simulations: 500, responder: responder,
              nonResponder: effect == 1 ? 200 : 10,
              inconclusive: 500 - responder - (effect == 1 ? 200 : 10), designCannotIdentify: 0)
          }
        }
      }
    }
  }

  static let study = PersonalStudy(
    outcome: Outcome(column: "cramps", kind: .count), reference: "placebo",
    treatments: ["magnesium"], minimalImportantDifference: 0.75, randomised: true,
    prior: EffectPrior(name: "trial", mean: -0.07, standardDeviation: 0.3))

  private func figure(_ cells: [PowerCell] = cells()) throws -> Figure {
    try #require(PersonalFigures.power(cells, study: Self.study, target: 0.8))
  }

  @Test("has a row for every cell, firm answers with Wilson's interval")
  func rows() throws {
    let figure = try figure()
    #expect([figure.name] == PersonalFigures.powerNames)
    #expect(figure.data.rows.count == 18)
    #expect(figure.data.csv().split(separator: "\n").count == 19)
    let first = figure.data.rows[0]
    // 201 of 500; R: prop.test(201, 500, correct = FALSE)$conf.int
    #expect(first[8] == 0.402)
    #expect(abs((first[9].double ?? 0) - 0.359_928_7) < 1e-6)
    #expect(abs((first[10].double ?? 0) - 0.445_565_6) < 1e-6)
    #expect(PersonalFigures.power([], study: Self.study, target: 0.8) == nil)
  }

  @Test("draws a marker for every cell, a line for every effect and period, a panel per person")
  func marks() throws {
    func count(_ element: String, _ svg: String) -> Int {
      svg.components(separatedBy: "<\(element) ").count - 1
    }
    let one = try figure().svg
    // 18 markers, 6 lines, 3 markers and 2 lines of the legend.
    #expect(count("path", one) == 18 + 6 + 3 + 2)
    let two = try figure(Self.cells(rates: [0.3, 0.62])).svg
    #expect(count("path", two) == 2 * (18 + 6) + 3 + 2)
    #expect(two.contains("rate 0.3, rho 0.3, 10 % of nights missing"))
    #expect(two.contains("2 panels"))
    for part in ["true effect: none", "true effect: 50 % fewer", "periods of 14 nights", "80 %"] {
      #expect(one.contains(part), "\(part)")
    }
  }

  @Test(
    "is well-formed XML on the page",
    arguments: [
      cells(), cells(cycles: [3], periods: [14], effects: [0.5]), cells(rates: [0.3, 0.62, 1.1]),
      cells(periods: [1, 2, 3, 4, 5, 6, 7], effects: [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]),
    ])
  func wellFormed(cells: [PowerCell]) throws {
    let svg = try figure(cells).svg
    let elements = try #require(XMLChecker.elements(svg))
    #expect(elements["svg"] == 1 && elements["title"] == 1 && elements["desc"] == 1)
    #expect(!svg.contains("nan") && !svg.contains("inf "))
    for match in svg.matches(of: /\b(?:x|x1|x2)="(-?[0-9.]+)"/) {
      #expect((0...800).contains(try #require(Double(match.1))))
    }
    for match in svg.matches(of: /[ML](-?[0-9.]+)\s/) {
      #expect((0...800).contains(try #require(Double(match.1))))
    }
  }

  @Test("its specification reads the columns of its own CSV, with a style for every effect")
  func specification() throws {
    for cells in [Self.cells(), Self.cells(rates: [0.3, 0.62])] {
      let figure = try figure(cells)
      let specification = try JSONValue(parsing: figure.vegaLite)
      #expect(specification["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json")
      #expect(specification["data"]?["url"] == "power.csv")
      let fields = figure.vegaLite.matches(of: /"field": "([^"]+)"/).map { String($0.1) }
      #expect(Set(fields).subtracting(figure.data.columns).isEmpty)
      #expect((specification["facet"] != nil) == (cells.count > 18))
      let layers = specification["layer"] ?? specification["spec"]?["layer"]
      let color = layers?.elements?.last?["encoding"]?["color"]?["scale"]
      #expect(color?["domain"] == [1.0, 0.75, 0.5])
      #expect(color?["range"]?.elements?.count == 3)
    }
  }

  @Test("effects in words follow the outcome and its direction")
  func words() {
    func words(_ kind: Outcome.Kind, _ better: Outcome.Direction, _ effect: Double) -> String {
      let study = PersonalStudy(
        outcome: Outcome(column: "y", kind: kind, better: better), reference: "a",
        treatments: ["b"], minimalImportantDifference: 0.75,
        prior: EffectPrior(name: "wide", mean: 0, standardDeviation: 1))
      return PersonalWording(study: study).change(effect)
    }
    #expect(words(.count, .lower, 1) == "none" && words(.score, .lower, 0) == "none")
    #expect(words(.count, .lower, 0.5) == "50 % fewer")
    #expect(words(.duration, .lower, 0.75) == "25 % shorter")
    #expect(words(.binary, .higher, 2) == "100 % higher odds")
    #expect(words(.score, .lower, -1.5) == "1.5 lower")
  }
}
