/// How latent series and the random effects of one grouping factor enter the rows, at one value of
/// their parameters: eta_i = tau x_slot(i) + v_i'u, v_i = Lambda'z_i; in short A (x, u).
///
/// Levels, slots and rows are contiguous in this order.
final class SeriesSystem {
  /// k: effects per level, 0 where levels are nothing but sets of series.
  let width: Int
  /// Where the slots of each level begin, and behind the last one.
  let slotStart: [Int]
  /// Where the rows of each slot begin, and behind the last one.
  let rowStart: IndexBuffer
  let correlation: SeriesCorrelation
  /// Lambda, k x k by columns.
  let lambda: DoubleBuffer
  private(set) var tau = 0.0
  /// z_i and v_i, k numbers per row.
  let design: DoubleBuffer
  let scaled: DoubleBuffer
  private let free: [(row: Int, column: Int)]

  var levelCount: Int { slotStart.count - 1 }
  var slotCount: Int { rowStart.count - 1 }

  init(_ problem: GeneralizedProblem, _ series: LatentSeriesDesign) {
    precondition(problem.rows.terms.count <= 1, "one grouping factor at most")
    let term = problem.rows.terms.first
    precondition(term.map { $0.levelCount == series.levelCount } ?? true, "levels must agree")
    width = term?.width ?? 0
    free = term?.free ?? []
    slotStart = series.levelSlotStart
    var starts = [Int32](repeating: 0, count: series.slotCount + 1)
    for slot in series.slotOfRow { starts[Int(slot) + 1] += 1 }
    for slot in 0..<series.slotCount { starts[slot + 1] += starts[slot] }
    rowStart = IndexBuffer(starts)
    correlation = SeriesCorrelation(gaps: series.gaps)
    lambda = DoubleBuffer(count: width * width)
    design = DoubleBuffer(count: problem.rowCount * width)
    scaled = DoubleBuffer(count: problem.rowCount * width)
    for c in 0..<width {
      let column = problem.randomColumn(0, c)
      for i in 0..<problem.rowCount { design.base[i * width + c] = column[i] }
    }
  }

  /// Takes the free elements of Lambda, tau and atanh(rho).
  func set(_ parameters: [Double]) {
    precondition(parameters.count == free.count + 2, "parameters of another model")
    let k = width
    lambda.clear()
    for (value, place) in zip(parameters, free) {
      lambda.base[place.row + place.column * k] = value
    }
    tau = parameters[free.count]
    correlation.set(parameters[free.count + 1])
    for i in 0..<(k > 0 ? scaled.count / k : 0) {
      let (z, v) = (design.base + i * k, scaled.base + i * k)
      for c in 0..<k {
        var sum = 0.0
        for r in c..<k { sum += lambda.base[r + c * k] * z[r] }
        v[c] = sum
      }
    }
  }

  func slots(_ level: Int) -> Range<Int> { slotStart[level]..<slotStart[level + 1] }

  func rows(_ level: Int) -> Range<Int> {
    Int(rowStart.base[slotStart[level]])..<Int(rowStart.base[slotStart[level + 1]])
  }

  @inline(__always)
  func rows(slot: Int) -> Range<Int> { Int(rowStart.base[slot])..<Int(rowStart.base[slot + 1]) }

  /// The rows of A (x, u) of a level, u being that of the level alone.
  func product(
    _ level: Int, _ x: UnsafePointer<Double>, _ u: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    switch width {
    case 0: product(0, level, x, u, into: target)
    case 1: product(1, level, x, u, into: target)
    case 2: product(2, level, x, u, into: target)
    default: product(width, level, x, u, into: target)
    }
  }

  @inline(__always)
  private func product(
    _ k: Int, _ level: Int, _ x: UnsafePointer<Double>, _ u: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>
  ) {
    let tau = self.tau
    for t in slots(level) {
      let own = tau * x[t]
      for i in rows(slot: t) {
        var sum = own
        for c in 0..<k { sum += scaled.base[i &* k &+ c] * u[c] }
        target[i] = sum
      }
    }
  }
}
