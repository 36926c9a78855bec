import Numerics

/// The effects of one study as the likelihood needs them.
struct StudyBlock {
  let study: String
  /// Places of its effects among all.
  let places: [Int]
  /// Residuals of unweighted least squares.
  let response: [Double]
  /// Rows of the orthonormal basis of the design.
  let basis: Matrix
  /// V.
  let sampling: Matrix
  /// Codes of the labels.
  let labels: [Int]
  /// Empty where no structure needs them.
  let times: [Double]

  var count: Int { places.count }

  func relabelled(_ code: (Int) -> Int) -> StudyBlock {
    StudyBlock(
      study: study, places: places, response: response, basis: basis, sampling: sampling,
      labels: labels.map(code), times: times)
  }

  /// The blocks of all studies, in the order in which they first appear.
  static func blocks(
    _ effects: [DependentEffect], _ design: PoolingDesign, _ pooling: DependentPooling,
    offset: [Double], labels: [String]
  ) throws -> [StudyBlock] {
    var places: [[Int]] = []
    var index: [String: Int] = [:]
    for (place, effect) in effects.enumerated() {
      if let known = index[effect.study] {
        places[known].append(place)
      } else {
        index[effect.study] = places.count
        places.append([place])
      }
    }
    let codes = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let p = design.columns
    return try places.map { rows in
      let own = rows.map { effects[$0] }
      return StudyBlock(
        study: own[0].study, places: rows,
        response: rows.map { row in
          (0..<p).reduce(effects[row].effect.estimate) {
            $0 - design.basis[row * p + $1] * offset[$1]
          }
        },
        basis: Matrix(rows: rows.map { Array(design.basis[($0 * p)..<(($0 + 1) * p)]) }),
        sampling: try pooling.samplingCovariance.matrix(of: own),
        labels: own.map { codes[$0.label] ?? 0 },
        times: pooling.structure == .autoregressive ? try own.times() : [])
    }
  }
}
