/// Why a set of study effects could not be pooled.
public enum PoolingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no study.
  case noStudies
  /// Effects of different measures cannot be averaged.
  case mixedMeasures([EffectMeasure])
  /// The estimate is not finite, or the variance not positive and finite.
  case unusableEffect(study: String)
  /// A design matrix needs one row for each study.
  case designRows(rows: Int, studies: Int)
  /// A new study needs a value for each column of the design.
  case rowValues(values: Int, columns: [String])
  /// Two groups or more are compared, and every study belongs to one of them.
  case unusableGroups(levels: [String])
  /// Not defined with moderators.
  case moderatorsNotAllowed(purpose: String)
  /// The design holds an infinite value or not-a-number.
  case designNotFinite
  /// The columns of the design are not independent in these studies.
  case collinearDesign(rank: Int, columns: Int)
  /// A weight for each study is needed, none negative, with a positive sum.
  case unusableWeights
  /// Defined for inverse-variance weights only.
  case inverseVarianceWeightsNeeded(purpose: String)
  /// A given tau^2, prior parameter or confidence level outside its range.
  case outOfRange(String)
  /// Too few studies for what was asked.
  case tooFewStudies(needed: Int, studies: Int, purpose: String)

  public var description: String {
    switch self {
    case .noStudies: "There is no study to pool: check the filters that chose them."
    case .mixedMeasures(let measures):
      "Effects on different scales cannot be averaged: \(measures.map(\.rawValue)). "
        + "Pool each measure by itself."
    case .unusableEffect(let study):
      "Study \(study) has no finite estimate with a positive variance: exclude it with a reason."
    case .designRows(let rows, let studies):
      "The design has \(rows) rows for \(studies) studies: give one row for each study."
    case .rowValues(let values, let columns):
      "\(values) values for the columns \(columns): give one for each."
    case .unusableGroups(let levels):
      "A comparison needs two groups or more, and one of them for every study: \(levels)."
    case .moderatorsNotAllowed(let purpose):
      "\(purpose) is not defined with moderators: pool without them."
    case .designNotFinite: "A moderator is infinite or not a number: exclude that study."
    case .collinearDesign(let rank, let columns):
      "The \(columns) columns of the design have rank \(rank) in these studies: "
        + "remove \(columns - rank)."
    case .unusableWeights: "Give each study one weight of at least 0, some above 0."
    case .inverseVarianceWeightsNeeded(let purpose):
      "\(purpose) needs inverse-variance weights: use those, or leave it out."
    case .outOfRange(let what): "Out of range: \(what)."
    case .tooFewStudies(let needed, let studies, let purpose):
      "\(purpose) needs \(needed) studies or more; there are \(studies)."
    }
  }
}
