import Numerics

/// A start for theta from moments: the sums of squares between levels against those in all.
///
/// With s_c the sums Z_j'y of column c, E(sum of s_c^2 / a_c) = levels sigma^2 + the variances
/// times what the cross-products say, one equation for each column and one for the total; factors
/// other than the column's own are passed over. Where that leaves nothing for sigma, as with nested
/// factors, it starts at variances equal to sigma^2.
struct MomentStart {
  /// theta, diagonal.
  let theta: [Double]

  init(_ problem: LikelihoodProblem) {
    switch problem.products {
    case .plain: theta = []
    case .grouped(let data):
      let total = data.products.base[data.responses * data.responses - 1]
      theta = Self.theta(
        [Self.moments(data)], [data.term], total: total, rowCount: Double(problem.rowCount))
    case .blocked(let data):
      let m = data.layout.responses
      theta = Self.theta(
        data.layout.terms.indices.map { Self.moments(data, term: $0) }, data.layout.terms,
        total: data.products.base[m * m - 1], rowCount: Double(problem.rowCount))
    }
  }

  /// For each column: sum of s^2 / a, and the sums over levels of A[c, d]^2 / A[c, c].
  private struct Moments {
    var between: [Double]
    var shares: [[Double]]
    var sizes: [Double]
    var levels: [Double]

    init(columns k: Int) {
      between = .init(repeating: 0, count: k)
      shares = .init(repeating: .init(repeating: 0, count: k), count: k)
      sizes = .init(repeating: 0, count: k)
      levels = .init(repeating: 0, count: k)
    }
  }

  private static func moments(_ data: GroupedProducts) -> Moments {
    let (k, m) = (data.term.width, data.responses)
    return moments(
      k, data.term.levelCount, face: { data.faces.base + $0 * k * k }, stride: k,
      response: { data.crosses.base[$0 * k * m + $1 + (m - 1) * k] })
  }

  private static func moments(_ data: BlockedProducts, term: Int) -> Moments {
    let layout = data.layout
    let k = layout.terms[term].width
    let m = layout.responses
    if let index = layout.cornerTerms.firstIndex(where: { $0.term == term }) {
      let corner = layout.cornerTerms[index]
      return moments(
        k, corner.levelCount, face: { data.cornerFaces[index].base + $0 * k * k }, stride: k,
        response: { data.cornerCrosses.base[(corner.start + $0 * k + $1 + 1) * m - 1] })
    }
    let block = layout.blocks.first { $0.term == term } ?? layout.blocks[0]
    var result = Moments(columns: k)
    for level in 0..<block.levelCount {
      let stride = layout.stride(block, level)
      let base = data.values.base + block.valueStart[level]
      add(&result, k, base, stride) { base[($0 + 1) * stride - 1] }
    }
    return result
  }

  private static func moments(
    _ k: Int, _ levels: Int, face: (Int) -> UnsafeMutablePointer<Double>, stride: Int,
    response: (Int, Int) -> Double
  ) -> Moments {
    var result = Moments(columns: k)
    for level in 0..<levels { add(&result, k, face(level), stride) { response(level, $0) } }
    return result
  }

  private static func add(
    _ sums: inout Moments, _ k: Int, _ face: UnsafePointer<Double>, _ stride: Int,
    _ response: (Int) -> Double
  ) {
    for c in 0..<k {
      let own = face[c * (stride + 1)]
      guard own > 0 else { continue }
      let value = response(c)
      sums.between[c] += value * value / own
      sums.levels[c] += 1
      sums.sizes[c] += own
      for d in 0..<k {
        let cross = face[c + d * stride]
        sums.shares[c][d] += cross * cross / own
      }
    }
  }

  private static func theta(
    _ moments: [Moments], _ terms: [TermShape], total: Double, rowCount: Double
  ) -> [Double] {
    // Unknowns: sigma^2, then the variance of each column.
    let count = terms.reduce(1) { $0 + $1.width }
    var system = Matrix(rows: count, columns: count)
    var right = [Double](repeating: 0, count: count)
    system[0, 0] = rowCount
    right[0] = total
    var first = 1
    for (term, sums) in zip(terms, moments) {
      for c in 0..<term.width {
        system[0, first + c] = sums.sizes[c]
        system[first + c, 0] = sums.levels[c]
        right[first + c] = sums.between[c]
        for d in 0..<term.width { system[first + c, first + d] = sums.shares[c][d] }
      }
      first += term.width
    }
    let solution = (try? LUFactor(system))?.solve(right)
    var result: [Double] = []
    first = 1
    for (term, sums) in zip(terms, moments) {
      for place in term.free {
        guard place.row == place.column else {
          result.append(0)
          continue
        }
        // A variance that makes the levels' means half as reliable as they can be, at least.
        let mean = sums.sizes[place.row] / max(sums.levels[place.row], 1)
        let least = 0.1 / max(mean, 1e-300)
        let ratio = solution.map { $0[0] > 0 ? $0[first + place.row] / $0[0] : 1 } ?? 1
        let sound = ratio.isFinite ? min(max(ratio, least), 1e4 / max(mean, 1e-300) + 25) : 1
        result.append(sound.squareRoot() / term.scales[place.row])
      }
      first += term.width
    }
    return result
  }
}
