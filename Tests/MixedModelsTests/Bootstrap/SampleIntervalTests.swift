import Testing

@testable import MixedModels

@Suite struct SampleIntervalTests {
  @Test func equalTailsAreInterpolatedQuantiles() throws {
    // R: quantile(c(1, 2, 4, 8, 16), c(.1, .9)) gives 1.4 and 12.8.
    let interval = try #require(
      SampleInterval([8, 1, 16, 2, 4], level: 0.8, kind: .equalTailed))
    #expect(abs(interval.lower - 1.4) < 1e-15 && abs(interval.upper - 12.8) < 1e-14)
  }

  @Test func shortestIntervalsHoldTheirShare() throws {
    let values = [0.0, 5, 5.1, 5.2, 5.3, 9, 14, 20, 27, 35]
    let interval = try #require(SampleInterval(values, level: 0.5, kind: .shortest))
    #expect(interval.lower == 5 && interval.upper == 9)
    #expect(SampleInterval(values, level: 0.4, kind: .shortest)?.upper == 5.3)
  }

  @Test func basicIntervalsAreReflected() throws {
    let interval = try #require(SampleInterval([1, 2, 5], level: 0.9, kind: .equalTailed))
    let basic = interval.reflected(about: 3)
    #expect(abs(basic.lower - 1.3) < 1e-15 && abs(basic.upper - 4.9) < 1e-15)
  }

  @Test func ofNothingThereIsNone() {
    #expect(SampleInterval([], level: 0.9, kind: .shortest) == nil)
    let one = SampleInterval([3], level: 0.9, kind: .equalTailed)
    #expect(one?.lower == 3 && one?.upper == 3)
  }
}
