import MixedModels

extension VarianceComponent {
  /// Every standard deviation and correlation of the random effects of a generalised model.
  static func all(
    _ model: GeneralizedMixedModel, _ parameters: GeneralizedParameterTable
  ) -> [VarianceComponent] {
    var rows = parameters.rows.filter {
      $0.kind == .standardDeviation || $0.kind == .correlation
    }[...]
    var result: [VarianceComponent] = []
    func add(_ kind: Kind, _ group: String, _ term: String, _ secondTerm: String? = nil) {
      guard let row = rows.popFirst() else { return }
      result.append(
        VarianceComponent(
          group: group, term: term, secondTerm: secondTerm, kind: kind, estimate: row.estimate,
          confidenceLow: row.confidenceLow, confidenceHigh: row.confidenceHigh))
    }
    // The order of `GeneralizedMixedModel.parameterTable`.
    for design in model.frame.random {
      for block in design.blocks {
        for first in block {
          add(.standardDeviation, design.group, design.names[first])
          for second in block where second > first {
            add(.correlation, design.group, design.names[first], design.names[second])
          }
        }
      }
    }
    return result
  }

  /// The standard deviation and the correlation of a latent series.
  static func series(_ parameters: GeneralizedParameterTable) -> [VarianceComponent] {
    parameters.rows.compactMap { row in
      switch row.kind {
      case .seriesStandardDeviation:
        VarianceComponent(
          group: "series", term: "series", kind: .standardDeviation, estimate: row.estimate,
          confidenceLow: row.confidenceLow, confidenceHigh: row.confidenceHigh)
      case .seriesCorrelation:
        VarianceComponent(
          group: "series", term: "at distance 1", kind: .residualCorrelation,
          estimate: row.estimate, confidenceLow: row.confidenceLow,
          confidenceHigh: row.confidenceHigh)
      default: nil
      }
    }
  }
}
