import Foundation
import Testing

@testable import Figures

@Suite("Axes of effects")
struct EffectAxisTests {
  private func axis(
    ratio: Bool, _ anchors: [Double], _ intervals: [(low: Double, high: Double)] = []
  ) -> EffectAxis {
    EffectAxis(isRatio: ratio, anchors: anchors, intervals: intervals, range: (200, 560))
  }

  @Test("ratios are ticked by doubling, by tens where they differ much")
  func ratioTicks() {
    #expect(axis(ratio: true, [0.25, 1, 4]).ticks.map(\.label) == ["0.25", "0.5", "1", "2", "4"])
    #expect(axis(ratio: true, [1e-3, 1e4]).ticks.map(\.label).contains("1000"))
    let wide = axis(ratio: true, [1e-280, 1, 1e280]).ticks
    #expect((3...9).contains(wide.count) && wide.contains { $0.label == "1" })
    #expect(axis(ratio: true, [0.9, 1, 1.1]).ticks.count >= 2)
  }

  @Test("every anchor has a place, and an axis of no width gets one")
  func anchors() {
    for ratio in [true, false] {
      for anchors: [Double] in [[1.0], [1, 1 + 1e-15], [1e-9, 1], [1, 1e12], [0.2, 1, 3]] {
        let axis = axis(ratio: ratio, anchors)
        #expect(anchors.allSatisfy(axis.contains), "\(anchors)")
        #expect(axis.scale.domain.lowerBound < axis.scale.domain.upperBound)
        #expect(!axis.ticks.isEmpty)
      }
    }
    #expect(axis(ratio: false, [0]).contains(0))
    #expect(axis(ratio: false, [-1e300, 1e300]).contains(1e299))
    #expect(axis(ratio: false, [0, 1e-280]).contains(1e-281))
  }

  @Test("an interval that reaches far beyond the rest is cut, others are not")
  func cut() {
    let ordinary = (low: 0.4, high: 1.2)
    let axis = axis(
      ratio: true, [0.6, 1], [ordinary, (0.5, 1.5), (0.5, 1.4), (1e-9, 1e9)])
    #expect(axis.contains(0.4) && axis.contains(1.5))
    #expect(!axis.contains(1e-9) && !axis.contains(1e9))
    #expect(axis.position(1e9) == 560 && axis.position(1e-9) == 200)
  }

  @Test("numbers have the decimals that the intervals are worth")
  func text() {
    let ratio = axis(ratio: true, [0.5, 1])
    #expect(ratio.text(0.5791) == "0.58" && ratio.text(4.4e-5) == "0.000044")
    let difference = axis(ratio: false, [0], [(-1.4, 2), (-1, 1), (-3, 2)])
    #expect(difference.text(0.5791) == "0.58" && difference.text(-0.001) == "0.00")
    #expect(axis(ratio: false, [0], [(-300, 250)]).text(12.44) == "12")
    #expect(axis(ratio: false, [0], [(-3e-9, 2e-9)]).text(1.234e-9) == "1.23e-9")
  }
}
