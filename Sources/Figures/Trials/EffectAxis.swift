import Glibc

/// An axis of effects: its domain holds what matters, its ticks suit ratios or differences.
struct EffectAxis {
  let scale: AxisScale
  let ticks: [AxisScale.Tick]
  let isRatio: Bool
  /// Numbers of this size need this many decimals.
  private let decimals: Int?

  /// - Parameters:
  ///   - anchors: values that must be on the axis; at least one.
  ///   - intervals: of single studies, whose median width says what is far.
  ///   - others: other intervals. What reaches far beyond the anchors is cut off.
  ///   - reach: far is more than so many times half that width away from the anchors.
  init(
    isRatio: Bool, anchors: [Double], intervals: [(low: Double, high: Double)],
    others: [(low: Double, high: Double)] = [], reach: Double = 3,
    range: (start: Double, end: Double)
  ) {
    self.isRatio = isRatio
    func place(_ value: Double) -> Double { isRatio ? log(max(value, 1e-300)) : value }
    let fixed = anchors.map(place)
    let (low, high) = (fixed.min() ?? 0, fixed.max() ?? 0)
    let halves = intervals.map { (place($0.high) - place($0.low)) / 2 }.sorted()
    let typical = halves.isEmpty ? 0 : halves[halves.count / 2]
    let far = max(1.5 * (high - low), reach * typical)
    let ends = (intervals + others).flatMap { [place($0.low), place($0.high)] }
      .map { min(max($0, low - far), high + far) }
    let domain = EffectAxis.domain(ends + [low, high], isRatio: isRatio)
    scale = AxisScale(isRatio ? .logarithmic : .linear, domain: domain, range: range)
    ticks = isRatio ? EffectAxis.ratioTicks(scale) : EffectAxis.differenceTicks(scale)
    decimals = isRatio || typical <= 0 ? nil : max(0, 2 - Int(log10(typical).rounded(.down)))
  }

  /// The smallest domain with some margin, never of no width.
  private static func domain(_ places: [Double], isRatio: Bool) -> ClosedRange<Double> {
    var (low, high) = (places.min() ?? 0, places.max() ?? 0)
    let least = isRatio ? 0.2 : 0
    if high - low <= max(least, 1e-12 * max(low.magnitude, high.magnitude)) {
      let half = isRatio ? least : max(low.magnitude, high.magnitude, 1)
      (low, high) = (low - half, high + half)
    }
    let margin = 0.04 * (high - low)
    guard isRatio else { return (low - margin)...(high + margin) }
    return exp(max(low - margin, -700))...exp(min(high + margin, 700))
  }

  /// Powers of two where they are few, powers of ten where the ratios differ much, round numbers
  /// where they hardly differ.
  private static func ratioTicks(_ scale: AxisScale) -> [AxisScale.Tick] {
    let (low, high) = (scale.domain.lowerBound, scale.domain.upperBound)
    func powers(of base: Double, _ step: Int) -> [AxisScale.Tick] {
      let first = Int((log(low) / log(base)).rounded(.up))
      let last = Int((log(high) / log(base)).rounded(.down))
      guard first <= last else { return [] }
      return (first...last).filter { $0 % step == 0 }.map {
        let value = pow(base, Double($0))
        let isPlain = (1e-4...1e6).contains(value)
        return .init(value: value, label: isPlain ? DecimalText.brief(value) : "1e\($0)")
      }
    }
    if high / low <= 3 { return scale.ticks }
    let doubles = powers(of: 2, 1)
    if doubles.count <= 9 { return doubles }
    let decades = Int(log10(high) - log10(low)) + 1
    return powers(of: 10, (decades + 8) / 9)
  }

  private static func differenceTicks(_ scale: AxisScale) -> [AxisScale.Tick] {
    let ticks = scale.ticks
    guard ticks.contains(where: { $0.label.count > 8 }) else { return ticks }
    return ticks.map { .init(value: $0.value, label: DecimalText.brief($0.value)) }
  }

  /// The position of a value, moved to the end of the axis where it lies beyond.
  func position(_ value: Double) -> Double {
    if value <= scale.domain.lowerBound { return scale.range.start }
    if value >= scale.domain.upperBound { return scale.range.end }
    return scale(value)
  }

  /// Whether a value has its place on the axis.
  func contains(_ value: Double) -> Bool { scale.domain.contains(value) }

  /// A number as it is read beside the axis.
  func text(_ number: Double) -> String {
    if isRatio {
      return (0.01..<100).contains(number)
        ? DecimalText.fixed(number, decimals: 2) : DecimalText.brief(number, digits: 2)
    }
    if let decimals, decimals <= 5, number.magnitude < 1e6 {
      return DecimalText.fixed(number, decimals: decimals)
    }
    return DecimalText.brief(number)
  }

  /// "low to high".
  func text(_ low: Double, _ high: Double) -> String { "\(text(low)) to \(text(high))" }

  /// The horizontal axis with every tick, and as many labels as there is room for.
  func drawHorizontally(on canvas: inout Canvas, bottom: Double, title: String) {
    let (left, right) = (scale.range.start, scale.range.end)
    canvas.line(from: (left, bottom), to: (right, bottom), color: "#444444")
    var free = -Double.infinity
    for tick in ticks {
      let x = scale(tick.value)
      canvas.line(from: (x, bottom), to: (x, bottom + 5), color: "#444444")
      let half = Legend.width(tick.label) / 2
      guard x - half >= free else { continue }
      canvas.label(tick.label, x: x, y: bottom + 20, anchor: .middle, color: "#444444")
      free = x + half + 6
    }
    canvas.label(
      Legend.shortened(title, to: 640), x: (left + right) / 2, y: bottom + 42, anchor: .middle,
      size: 14)
  }

  /// Domain and type in a Vega-Lite specification.
  var vegaLite: JSONValue { PersonalFigures.effectScale(scale) }
}
