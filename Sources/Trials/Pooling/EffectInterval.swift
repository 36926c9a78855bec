/// A lower and an upper limit.
public struct EffectInterval: Sendable, Codable, Equatable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  public var width: Double { upper - lower }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// Both limits through a rising function, such as exp for ratios.
  public func mapped(_ function: (Double) -> Double) -> EffectInterval {
    EffectInterval(lower: function(lower), upper: function(upper))
  }

  /// estimate -/+ reach.
  static func around(_ estimate: Double, _ reach: Double) -> EffectInterval {
    EffectInterval(lower: estimate - reach, upper: estimate + reach)
  }
}
