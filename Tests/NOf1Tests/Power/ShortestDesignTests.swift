import Testing

@testable import NOf1

@Suite struct ShortestDesignTests {
  private func cell(
    _ cycles: Int, _ period: Int, rate: Double = 0.6, effect: Double = 0.5, firm: Int
  ) -> PowerCell {
    PowerCell(
      cycles: cycles, periodNights: period, nights: 2 * cycles * period, rate: rate,
      effect: effect, rho: 0.3, missing: 0.1, simulations: 100, responder: firm,
      nonResponder: 0, inconclusive: 100 - firm, designCannotIdentify: 0)
  }

  @Test func theFewestNightsThenTheMostAnswers() {
    let cells = [
      cell(3, 14, firm: 81), cell(6, 7, firm: 85), cell(6, 14, firm: 99), cell(3, 7, firm: 79),
      cell(6, 14, rate: 1, firm: 80), cell(6, 14, effect: 1, firm: 50),
    ]
    let found = ShortestDesign.all(cells, target: 0.8)
    #expect(found.map(\.cell?.firm) == [0.85, 0.8, nil])
    #expect(found.map(\.cell?.cycles) == [6, 6, nil])
    #expect(found.map(\.rate) == [0.6, 1, 0.6] && found.map(\.effect) == [0.5, 0.5, 1])
    #expect(ShortestDesign.all([], target: 0.8).isEmpty)
  }
}
