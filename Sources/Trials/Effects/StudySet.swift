/// What all studies of a set decide together.
struct StudySet {
  /// A study's table has an empty cell.
  let anyHasZero: Bool
  let averages: SetAverages

  init(_ studies: [SummarizedStudy], _ specification: EffectSpecification) {
    anyHasZero = studies.contains {
      $0.summary.hasZeroCell
        && !(specification.zeroCells.dropsDoubleZeros && $0.summary.isDoubleZero)
    }
    averages =
      specification.variance == .average
      ? SetAverages(studies, specification) : SetAverages(estimate: nil, variation: nil)
  }
}

/// The averages that the estimator `.average` puts in place of a study's own values.
struct SetAverages {
  /// Of the standardised mean differences, weighted by people.
  var estimate: Double?
  var variation: VariationAverages?
}

extension SetAverages {
  init(_ studies: [SummarizedStudy], _ specification: EffectSpecification) {
    var (sum, people) = (0.0, 0.0)
    var usable: [TwoGroupMeans] = []
    let plain = SetAverages(estimate: nil, variation: nil)
    for study in studies {
      guard case .means(let means) = study.summary,
        let raw = try? specification.rawEffect(of: study.summary, adding: 0, averages: plain)
      else { continue }
      usable.append(means)
      sum += raw.estimate * (means.treatment.n + means.comparator.n)
      people += means.treatment.n + means.comparator.n
    }
    let isRatio = specification.measure == .ratioOfMeans
    estimate = usable.isEmpty || isRatio ? nil : sum / people
    variation = usable.isEmpty || !isRatio ? nil : VariationAverages(usable)
  }
}
