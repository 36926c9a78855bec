import Glibc

/// Events among m trials with a probability p(eta): l = y log p + (m - y) log(1 - p).
struct BinomialKernel<Link: BinomialLink>: RowKernel {
  /// Nil where every row is one trial.
  let trials: UnsafePointer<Double>?

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    let m = trials?[row] ?? 1
    guard Link.isPossible(eta, certainlyNot: y == 0, certainly: y == m) else {
      return .impossible
    }
    let (event, other) = Link.jets(eta, third: third)
    var jet = RowJet()
    // 0 log 0 is 0.
    if y > 0 { jet.add(event, times: y) }
    if m > y { jet.add(other, times: m - y) }
    // p1^2 / (p (1 - p)) = -(log p)' (log(1 - p))'.
    if event.first == 0 || other.first == 0 { return jet }
    jet.expected = -m * event.first * other.first
    jet.expectedSlope = -m * (event.second * other.first + event.first * other.second)
    return jet
  }
}

extension RowJet {
  @inline(__always)
  fileprivate mutating func add(_ log: LogProbability, times count: Double) {
    density += count * log.value
    first += count * log.first
    second += count * log.second
    third += count * log.third
  }
}

/// Events among m trials with the logit link: l = y eta - m log(1 + exp(eta)).
struct BinomialLogitKernel: RowKernel {
  let trials: UnsafePointer<Double>?

  @inline(__always)
  func jet(_ row: Int, y: Double, eta: Double, third: Bool) -> RowJet {
    let m = trials?[row] ?? 1
    let small = exp(-abs(eta))
    let larger = 1 / (1 + small)
    let smaller = small * larger
    let p = eta > 0 ? larger : smaller
    let q = eta > 0 ? smaller : larger
    let missed = eta > 0 ? (y - m) * eta : y * eta
    let spread = m * larger * smaller
    return RowJet(
      density: missed - m * RisingSums.logOnePlus(small), first: y * q - (m - y) * p,
      second: -spread,
      third: -spread * (q - p))
  }
}
