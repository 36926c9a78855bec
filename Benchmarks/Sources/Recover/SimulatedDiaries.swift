import Glibc
import MixedModels
import Numerics
import SimulatedStudies
import Tables

/// People who keep a diary for 56 nights: what is true of them, and their nights drawn from it.
struct SimulatedDiaries: Sendable {
  static let people = 60
  static let design = PairedCycles(cycles: 4, nightsPerPeriod: 7)
  static let intercept = 0.4
  static let personDeviation = 0.6
  static let slopeDeviation = 0.2
  static let seriesDeviation = 0.5
  static let seriesCorrelation = 0.4
  static let dispersion = 0.5

  let model: DiaryModel

  /// On the scale of the link: a quarter fewer cramps, or fewer nights with any.
  var effect: Double { model.family == .binomial ? -0.5 : log(0.75) }

  /// The value of a parameter as a fitted model names it; nil where the truth has none such.
  func truth(_ kind: GeneralizedParameterTable.Kind, _ name: String) -> Double? {
    switch kind {
    case .standardDeviation:
      name.contains("treatment")
        ? (model.hasSlopes ? Self.slopeDeviation : nil) : Self.personDeviation
    case .correlation: model.hasSlopes ? 0 : nil
    case .seriesStandardDeviation: model.hasSeries ? Self.seriesDeviation : nil
    case .seriesCorrelation: model.hasSeries ? Self.seriesCorrelation : nil
    case .dispersion: model.family == .negativeBinomial2 ? Self.dispersion : nil
    case .size: nil
    }
  }

  /// One log of all people.
  func draw(_ stream: inout RandomStream) throws -> Table {
    var text = "person,night,treatment,outcome\n"
    for person in 1...Self.people {
      let level = Self.intercept + Self.personDeviation * stream.normal()
      let own = effect + (model.hasSlopes ? Self.slopeDeviation * stream.normal() : 0)
      let nights = Self.design.draw(arms: ["placebo", "magnesium"], &stream).nights
      var series = Self.seriesDeviation * stream.normal()
      for night in nights {
        let treatment = night.arm
        let predictor =
          level + own * Double(treatment) + (model.hasSeries ? series : 0)
        text += "\(person),\(night.day + 1),\(treatment),\(outcome(predictor, &stream))\n"
        let shock = (1 - Self.seriesCorrelation * Self.seriesCorrelation).squareRoot()
        series =
          Self.seriesCorrelation * series + shock * Self.seriesDeviation * stream.normal()
      }
    }
    return try Table.read(TableSource(name: "simulated", bytes: Array(text.utf8)))
  }

  private func outcome(_ predictor: Double, _ stream: inout RandomStream) -> Int {
    switch model.family {
    case .binomial: stream.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0
    case .negativeBinomial2:
      stream.negativeBinomial(size: 1 / Self.dispersion, mean: exp(predictor))
    default: stream.poisson(mean: exp(predictor))
    }
  }
}
