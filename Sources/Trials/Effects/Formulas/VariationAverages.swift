/// The average coefficient of variation of each side over the studies, weighted by people.
struct VariationAverages {
  var treatment: Double
  var comparator: Double

  init(_ means: TwoGroupMeans) {
    treatment = means.treatment.standardDeviation / means.treatment.mean
    comparator = means.comparator.standardDeviation / means.comparator.mean
  }

  /// - Parameter studies: at least one.
  init(_ studies: [TwoGroupMeans]) {
    func average(_ group: (TwoGroupMeans) -> GroupMean) -> Double {
      var (sum, people) = (0.0, 0.0)
      for study in studies.map(group) {
        sum += study.n * study.standardDeviation / study.mean
        people += study.n
      }
      return sum / people
    }
    treatment = average(\.treatment)
    comparator = average(\.comparator)
  }
}
