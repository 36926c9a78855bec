import Glibc
import Tables

/// Maps values to positions along an axis, and chooses its ticks.
struct AxisScale {
  enum Kind: Equatable {
    case linear, logarithmic
    /// Whole days since 1970-01-01.
    case date
  }

  struct Tick: Equatable {
    let value: Double
    let label: String
  }

  let kind: Kind
  let domain: ClosedRange<Double>
  /// Positions of the ends of the domain; the first may be the larger.
  let range: (start: Double, end: Double)

  /// - Precondition: a logarithmic domain is positive.
  init(_ kind: Kind, domain: ClosedRange<Double>, range: (start: Double, end: Double)) {
    precondition(kind != .logarithmic || domain.lowerBound > 0)
    self.kind = kind
    let (low, high) = (domain.lowerBound, domain.upperBound)
    self.domain = low < high ? domain : (low - 0.1 * low.magnitude)...(1.1 * high.magnitude + 1)
    self.range = range
  }

  /// The smallest domain that holds all values, with `margin` of its length on either side.
  static func domain(
    of values: [Double], kind: Kind = .linear, margin: Double = 0.04
  ) -> ClosedRange<Double> {
    let logarithmic = kind == .logarithmic
    let usable = values.filter { !logarithmic || $0 > 0 }.map { logarithmic ? log($0) : $0 }
    guard let low = usable.min(), let high = usable.max() else {
      return logarithmic ? 0.5...2 : 0...1
    }
    let space = max((high - low) * margin, 1e-6)
    guard logarithmic else { return (low - space)...(high + space) }
    return exp(max(low - space, -700))...exp(min(high + space, 700))
  }

  func callAsFunction(_ value: Double) -> Double {
    let (low, high) = (transformed(domain.lowerBound), transformed(domain.upperBound))
    let fraction = (transformed(value) - low) / (high - low)
    return range.start + fraction * (range.end - range.start)
  }

  private func transformed(_ value: Double) -> Double {
    kind == .logarithmic ? log(max(value, .leastNormalMagnitude)) : value
  }

  var ticks: [Tick] {
    switch kind {
    case .linear: linearTicks
    case .logarithmic: logarithmicTicks
    case .date: dateTicks
    }
  }

  /// Steps of 1, 2 or 5 times a power of ten, about 6 of them.
  private var linearTicks: [Tick] {
    let rough = (domain.upperBound - domain.lowerBound) / 6
    guard rough.isNormal else { return [] }
    let power = log10(rough).rounded(.down)
    let multiple = [1.0, 2, 5, 10].first { $0 * pow(10, power) >= rough } ?? 10
    let step = multiple * pow(10, power)
    let decimals = max(0, -Int(multiple == 10 ? power + 1 : power))
    let first = Int((domain.lowerBound / step).rounded(.up))
    let last = Int((domain.upperBound / step).rounded(.down))
    guard first <= last else { return [] }
    return (first...last).map {
      Tick(
        value: Double($0) * step, label: DecimalText.fixed(Double($0) * step, decimals: decimals))
    }
  }

  /// The finest of three sets of round numbers that stays readable.
  private var logarithmicTicks: [Tick] {
    let powers =
      Int(log10(domain.lowerBound).rounded(.down))...Int(log10(domain.upperBound).rounded(.up))
    for multiples in [
      [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 5], [1, 2, 5], [1.0],
    ] {
      let values = powers.flatMap { power in multiples.map { $0 * pow(10, Double(power)) } }
        .filter(domain.contains)
      if values.count <= 9 {
        return values.count < 2
          ? linearTicks : values.map { Tick(value: $0, label: DecimalText.brief($0)) }
      }
    }
    return []
  }

  /// Whole days or the first days of months, at most 9.
  private var dateTicks: [Tick] {
    let days = Int(domain.lowerBound.rounded(.up))...Int(domain.upperBound.rounded(.down))
    let start = CalendarDate(daysSinceEpoch: Int32(days.lowerBound))
    for step in [1, 2, 7, 14] where days.count / step < 9 {
      let first = step < 7 ? days.lowerBound : days.lowerBound + (8 - start.weekday) % 7
      return AxisScale.dateTicks(Array(stride(from: first, through: days.upperBound, by: step)))
    }
    let step = [1, 2, 3, 6, 12, 24, 60, 120].first { days.count / (30 * $0) < 9 } ?? 600
    return AxisScale.dateTicks(
      days.filter {
        let date = CalendarDate(daysSinceEpoch: Int32($0)).yearMonthDay
        return date.day == 1 && (date.year * 12 + date.month - 1) % step == 0
      })
  }

  /// Day and month, with the year at the first tick of every year.
  private static func dateTicks(_ days: [Int]) -> [Tick] {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var year = 0
    return days.map { day in
      let date = CalendarDate(daysSinceEpoch: Int32(day)).yearMonthDay
      defer { year = date.year }
      let label = "\(date.day) \(months[date.month - 1])"
      return Tick(value: Double(day), label: date.year == year ? label : "\(label) \(date.year)")
    }
  }
}
