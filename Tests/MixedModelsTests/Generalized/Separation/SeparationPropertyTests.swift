import Glibc
import Numerics
import Testing

@testable import MixedModels

/// The verdict against the brute-force twin, and what must not change it.
@Suite("Separation: properties")
struct SeparationPropertyTests {
  struct Sample {
    let design: [[Int]]
    let family: ResponseFamily
    let response: [Double]
    let trials: [Double]

    var check: SeparationCheck { check(Matrix(rows: design.map { $0.map(Double.init) })) }

    func check(_ matrix: Matrix) -> SeparationCheck {
      SeparationCheck(
        design: matrix, names: (0..<matrix.columns).map { "x\($0)" }, family: family,
        response: response, trials: trials)
    }
  }

  /// Small whole numbers, so that ties and borders are frequent.
  static func samples(_ count: Int, seed: UInt64) -> [Sample] {
    var stream = RandomStream(seed: seed)
    var samples: [Sample] = []
    while samples.count < count {
      let (p, n) = (1 + stream.uniform(below: 3), 3 + stream.uniform(below: 8))
      let intercept = stream.uniform(below: 2) == 0
      let reach = 1 + stream.uniform(below: 3)
      let design = (0..<n).map { _ in
        (0..<p).map { intercept && $0 == 0 ? 1 : stream.uniform(below: 2 * reach + 1) - reach }
      }
      guard ExtremeRays.isFullRank(design) else { continue }
      let family = [ResponseFamily.poisson, .binomial, .binomial][stream.uniform(below: 3)]
      let trials = family == .binomial && stream.uniform(below: 2) == 0 ? 2.0 : 1
      let response = (0..<n).map { _ in
        family == .poisson
          ? Double(max(0, stream.uniform(below: 6) - 3))
          : Double(stream.uniform(below: Int(trials) + 1))
      }
      samples.append(
        Sample(
          design: design, family: family, response: response,
          trials: trials > 1 ? [Double](repeating: trials, count: n) : []))
    }
    return samples
  }

  @Test("The verdict, the rows and the signs are those of the extreme rays")
  func twin() throws {
    var counts = (separated: 0, complete: 0)
    for sample in Self.samples(3000, seed: 1) {
      let check = sample.check
      let expected = ExtremeRays(design: sample.design, sides: check.sides)
      let found = try check.find()
      #expect(found?.rows ?? [] == expected.rows, "\(sample)")
      guard let found, found.rows == expected.rows else { continue }
      counts.separated += 1
      #expect(found.isComplete == (expected.rows.count == check.sides.count))
      if found.isComplete { counts.complete += 1 }
      let signs = Dictionary(uniqueKeysWithValues: found.coefficients.map { ($0.name, $0) })
      for j in sample.design[0].indices {
        let along = expected.rays.map { $0[j].signum() }
        // Where no ray runs against another, every inner direction has the common sign.
        switch (along.contains(1), along.contains(-1)) {
        case (true, false): #expect(signs["x\(j)"]?.isIncreasing == true, "\(sample)")
        case (false, true): #expect(signs["x\(j)"]?.isIncreasing == false, "\(sample)")
        case (false, false): #expect(signs["x\(j)"] == nil, "\(sample)")
        case (true, true): break
        }
      }
    }
    #expect(counts.separated > 500 && counts.separated < 2500)
    #expect(counts.complete > 100)
  }

  @Test("The direction is one: no row falls, the separated ones rise")
  func direction() throws {
    for sample in Self.samples(1000, seed: 2) {
      let check = sample.check
      guard let found = try check.find() else { continue }
      let change = check.design * found.direction
      #expect(abs(change.reduce(0) { max($0, abs($1)) } - 1) < 1e-9)
      for (row, side) in check.sides.enumerated() {
        let rise = side == .noEvents ? -change[row] : change[row]
        let isSeparated = found.rows.contains(row)
        #expect(isSeparated ? rise > 1e-9 : abs(rise) < 1e-9, "\(sample)")
      }
    }
  }

  @Test("Units, coding and order of the columns and order of the rows change nothing")
  func invariance() throws {
    var stream = RandomStream(seed: 3)
    for sample in Self.samples(500, seed: 4) {
      let check = sample.check
      let (p, n) = (check.design.columns, check.design.rows)
      let found = try check.find()
      let units = (0..<p).map { _ in exp(20 * stream.normal()) }
      var order = Array(0..<p)
      var rowOrder = Array(0..<n)
      stream.shuffle(&order)
      stream.shuffle(&rowOrder)
      let changed = Matrix(
        rows: rowOrder.map { row in order.map { check.design[row, $0] * units[$0] } })
      let other = try SeparationCheck(
        design: changed, names: order.map { "x\($0)" }, family: sample.family,
        response: rowOrder.map { sample.response[$0] },
        trials: sample.trials.isEmpty ? [] : rowOrder.map { sample.trials[$0] }
      ).find()
      #expect(found?.rows == other.map { $0.rows.map { rowOrder[$0] }.sorted() }, "\(sample)")
      #expect(
        found?.coefficients.sorted { $0.name < $1.name }
          == other?.coefficients.sorted { $0.name < $1.name }, "\(sample)")
      for (position, column) in order.enumerated() {
        guard let found, let other else { continue }
        #expect(
          abs(found.direction[column] - other.direction[position] * units[column]) < 1e-7)
      }
    }
  }

  @Test("A row of any weight in X asks the same")
  func rowScale() throws {
    var stream = RandomStream(seed: 5)
    for sample in Self.samples(500, seed: 6) {
      let matrix = sample.check.design
      var scaled = matrix
      for row in 0..<matrix.rows {
        let scale = exp(2 * stream.normal())
        for j in 0..<matrix.columns { scaled[row, j] *= scale }
      }
      #expect(try sample.check.find()?.rows == sample.check(scaled).find()?.rows)
    }
  }

  @Test("No false alarm where points that span the space have both answers")
  func overlapping() throws {
    var stream = RandomStream(seed: 7)
    for _ in 0..<1000 {
      let (p, n) = (1 + stream.uniform(below: 6), 20 + stream.uniform(below: 100))
      // Among rows, both answers at p points that span the space hold every direction.
      var rows: [[Double]] = []
      var response: [Double] = []
      for row in 0..<n {
        let x = [1] + (1..<max(p, 1)).map { _ in stream.normal() }
        rows.append(x)
        response.append(stream.uniform() < 0.5 ? 0 : 1)
        if row < p {
          rows.append(x)
          response.append(1 - response[rows.count - 2])
        }
      }
      #expect(
        try SeparationTests.find(rows, (0..<p).map { "x\($0)" }, .binomial, response) == nil)
    }
  }

  @Test("A gap and an overlap of a millionth are told apart", arguments: [1e-3, 1e-5, 1e-6])
  func nearlySeparated(gap: Double) throws {
    var stream = RandomStream(seed: 9)
    for _ in 0..<50 {
      let (p, n) = (2 + stream.uniform(below: 5), 200)
      let normal = (0..<p).map { _ in stream.normal() }
      let length = dotProduct(normal, normal).squareRoot()
      let response = (0..<n).map { Double($0 % 2) }
      // Rows at a small distance from a plane, and rows far from it on the side of their answer.
      let points = (0..<n).map { _ in (0..<p).map { _ in stream.normal() } }
      func verdict(distance: Double) throws -> Separation? {
        let rows = points.enumerated().map { row, x in
          let wanted = (row < 60 ? distance : 1) * (2 * response[row] - 1)
          let change = (wanted - dotProduct(x, normal) / length) / length
          return zip(x, normal).map { $0 + change * $1 }
        }
        return try SeparationTests.find(rows, (0..<p).map { "x\($0)" }, .binomial, response)
      }
      #expect(try verdict(distance: gap)?.isComplete == true)
      // 60 points in at most six dimensions have no other plane between them.
      #expect(try verdict(distance: -gap) == nil)
    }
  }

  @Test("Many rows: one rare level without events among them", arguments: [true, false])
  func manyRows(isSeparated: Bool) throws {
    var stream = RandomStream(seed: 8)
    let (n, p) = (20_000, 10)
    var columns = [[Double]](repeating: [Double](repeating: 1, count: n), count: p)
    for j in 1..<p - 1 { for row in 0..<n { columns[j][row] = stream.normal() } }
    columns[p - 1] = (0..<n).map { $0 % 2000 == 0 ? 1 : 0 }
    var response = (0..<n).map { row in
      columns[p - 1][row] == 1 || stream.uniform() > 0.02 + 0.01 * columns[1][row] ? 0.0 : 1
    }
    if !isSeparated { response[4000] = 1 }
    let check = SeparationCheck(
      design: Matrix(rows: n, columns: p, columnMajor: columns.flatMap { $0 }),
      names: (0..<p).map { "x\($0)" }, family: .binomial, response: response)
    let found = try check.find()
    #expect(found?.rows == (isSeparated ? (0..<10).map { $0 * 2000 } : nil))
    #expect(found?.coefficients == (isSeparated ? [.init(name: "x9", isIncreasing: false)] : nil))
  }
}
