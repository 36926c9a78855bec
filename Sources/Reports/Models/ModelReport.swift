import Figures
import MixedModels

/// A fitted model as output: the tables of the result, and the page that people read.
///
/// Only what was asked for is there: an optional that is nil has no table.
public struct ModelReport: Sendable {
  /// The ends of an interval; one is nil where it was not found.
  public struct Interval: Sendable, Equatable {
    public let low, high: Double?

    public init(low: Double?, high: Double?) {
      self.low = low
      self.high = high
    }
  }

  /// Estimated marginal means of the levels of one margin.
  public struct Margin: Sendable, Equatable {
    public let name: String
    public let means: [ContrastEstimate]
    /// Each labelled `level - level`.
    public let differences: [ContrastEstimate]

    public init(name: String, means: [ContrastEstimate], differences: [ContrastEstimate]) {
      self.name = name
      self.means = means
      self.differences = differences
    }
  }

  /// A number with its name.
  public struct NamedNumber: Sendable, Equatable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  public let model: LinearMixedModel
  /// In the order of the model matrix, with their intervals.
  public let fixedEffects: [ContrastEstimate]
  public let varianceComponents: [VarianceComponent]
  /// Probability content of the intervals, for their heads.
  public let level: Double
  /// Significant digits of the page.
  public let digits: Int
  /// How intervals and degrees of freedom were found, one sentence each.
  public var methods: [String] = []
  /// Profile or bootstrap intervals of the fixed effects, in the order of `fixedEffects`.
  public var intervals: [Interval]?
  public var analysisOfVariance: [HypothesisTest]?
  public var margins: [Margin] = []
  /// Marginal and conditional R squared.
  public var determination: [NamedNumber]?
  /// Adjusted and unadjusted intraclass correlation.
  public var intraclassCorrelation: [NamedNumber]?
  public var modes: [ModeMark]?
  /// Names of the steps and the seconds that each took.
  public var timings: [NamedNumber]?

  public init(
    _ model: LinearMixedModel, fixedEffects: [ContrastEstimate],
    varianceComponents: [VarianceComponent], level: Double = 0.95, digits: Int = 3
  ) {
    self.model = model
    self.fixedEffects = fixedEffects
    self.varianceComponents = varianceComponents
    self.level = level
    self.digits = digits
  }

  /// The interval of the k-th fixed effect.
  func interval(_ index: Int) -> Interval {
    intervals?[index]
      ?? Interval(
        low: fixedEffects[index].confidenceLow, high: fixedEffects[index].confidenceHigh)
  }
}
