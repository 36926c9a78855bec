import Glibc

/// What the rows owe to the dispersion alone.
struct DispersionTerms: Sendable {
  /// phi, the log of the dispersion alpha, or of the residual variance.
  let logDispersion: Double
  /// alpha, kept between exp(-300) and exp(300): beyond these a family is at its limit.
  let alpha: Double
  /// log(1 + alpha) / alpha.
  let logRate: Double
  /// (log(1 + alpha) - alpha / (1 + alpha)) / alpha, -d(logRate)/d(phi).
  let logRateFall: Double
  /// Of the distinct responses y of the NB2 family, three numbers each: the sum of
  /// log(1 + alpha j) over j < y, of alpha j / (1 + alpha j), its derivative in phi, and of
  /// 1 / (1 + alpha j).
  let rising: DoubleBuffer

  /// - Parameter responses: the distinct responses of the NB2 family; none for the others.
  init(logDispersion: Double, responses: [Double]) {
    self.logDispersion = logDispersion
    let phi = min(max(logDispersion, -300), 300)
    alpha = exp(phi)
    logRate = log1p(alpha) / alpha
    logRateFall = RisingSums.logExcess(alpha) / alpha
    rising = DoubleBuffer(count: 3 * responses.count)
    for (index, y) in responses.enumerated() {
      let sums = RisingSums(size: exp(-phi), count: y, third: true)
      rising.base[3 * index] = sums.log + max(y - 1, 0) * max(phi, 0)
      rising.base[3 * index + 1] = sums.complement
      rising.base[3 * index + 2] = sums.ratio
    }
  }
}
