import Glibc
import Tables
import Testing

@testable import Figures

@Suite("Axes")
struct AxisScaleTests {
  @Test("ends of the domain fall on the ends of the range, also when it runs upwards")
  func ends() {
    for kind in [AxisScale.Kind.linear, .logarithmic] {
      let scale = AxisScale(kind, domain: 0.2...3, range: (400, 100))
      #expect(abs(scale(0.2) - 400) < 1e-9)
      #expect(abs(scale(3) - 100) < 1e-9)
    }
    let scale = AxisScale(.logarithmic, domain: 0.25...4, range: (0, 100))
    #expect(abs(scale(1) - 50) < 1e-9)
  }

  @Test("ticks are round, inside the domain, in order and few")
  func ticks() {
    var state: UInt64 = 11
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<500 {
      let low = exp(8 * uniform() - 4)
      let domain = low...(low * (1.05 + exp(6 * uniform() - 3)))
      for kind in [AxisScale.Kind.linear, .logarithmic] {
        let ticks = AxisScale(kind, domain: domain, range: (0, 700)).ticks
        #expect((2...10).contains(ticks.count), "\(kind) \(domain)")
        #expect(ticks.map(\.value) == ticks.map(\.value).sorted())
        #expect(ticks.allSatisfy { domain.contains($0.value) })
        #expect(Set(ticks.map(\.label)).count == ticks.count, "\(ticks.map(\.label))")
      }
    }
  }

  @Test("dates are ticked by weeks or months, the year at the first of each")
  func dates() throws {
    func labels(_ start: String, days: Double) throws -> [String] {
      let first = Double(try #require(CalendarDate(iso: start)).daysSinceEpoch)
      return AxisScale(.date, domain: first...(first + days), range: (0, 700)).ticks.map(\.label)
    }
    #expect(try labels("2025-01-12", days: 6).count == 7)
    #expect(
      try labels("2024-12-20", days: 28) == [
        "23 Dec 2024", "30 Dec", "6 Jan 2025", "13 Jan",
      ])
    #expect(
      try labels("2025-01-05", days: 180) == [
        "1 Feb 2025", "1 Mar", "1 Apr", "1 May", "1 Jun", "1 Jul",
      ])
    #expect((2...9).contains(try labels("2020-01-05", days: 2000).count))
  }

  @Test("values that are all alike still have a domain of some length")
  func degenerate() {
    #expect(AxisScale.domain(of: []) == 0...1)
    let scale = AxisScale(.linear, domain: 0...0, range: (0, 100))
    #expect(scale.domain.upperBound > scale.domain.lowerBound)
    let domain = AxisScale.domain(of: [2, 2])
    #expect(domain.upperBound > domain.lowerBound)
  }
}
