import Glibc

extension RandomStream {
  /// A draw of the Poisson distribution.
  ///
  /// Sequential inversion for means below 10, above that the transformed rejection PTRS of Hörmann
  /// (1993), "The transformed rejection method for generating Poisson random variables".
  /// - Precondition: `mean` is at least 0 and at most 1e15.
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e15, "the mean of a Poisson distribution is out of range")
    if mean == 0 { return 0 }
    return mean < 10 ? smallMeanPoisson(mean) : largeMeanPoisson(mean)
  }

  private mutating func smallMeanPoisson(_ mean: Double) -> Int {
    let first = exp(-mean)
    while true {
      var remaining = uniform()
      var probability = first
      // The bound catches the last 1e-16 of probability, lost to rounding: draw again.
      for count in 0..<128 {
        if remaining < probability { return count }
        remaining -= probability
        probability *= mean / Double(count + 1)
      }
    }
  }

  private mutating func largeMeanPoisson(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let logMean = log(mean)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let distance = 0.5 - abs(u)
      let count = ((2 * a / distance + b) * u + mean + 0.43).rounded(.down)
      if distance >= 0.07, v <= 0.9277 - 3.6224 / (b - 2) { return Int(count) }
      if count < 0 || (distance < 0.013 && v > distance) { continue }
      let logRatio = log(v * inverseAlpha / (a / (distance * distance) + b))
      if logRatio <= count * logMean - mean - logFactorial(count) { return Int(count) }
    }
  }

  /// A draw of the negative binomial distribution with the given mean and
  /// variance mean + mean^2 / size: a Poisson whose mean is gamma distributed.
  ///
  /// R's `rnbinom(1, size = size, mu = mean)`.
  /// - Precondition: `size` is positive and finite; `mean` is at least 0.
  public mutating func negativeBinomial(size: Double, mean: Double) -> Int {
    poisson(mean: gamma(shape: size) * (mean / size))
  }

  /// A draw of the number of successes in `size` independent trials.
  ///
  /// Sequential inversion where the expected number of the rarer outcome is below 10, else the
  /// transformed rejection BTRS of Hörmann (1993), "The generation of binomial random variates".
  /// - Precondition: `size` is at least 0 and `probability` in [0, 1].
  public mutating func binomial(size: Int, probability: Double) -> Int {
    precondition(
      size >= 0 && probability >= 0 && probability <= 1,
      "a binomial distribution needs a size of at least 0 and a probability in [0, 1]")
    if probability > 0.5 { return size - binomial(size: size, probability: 1 - probability) }
    if size == 0 || probability == 0 { return 0 }
    return Double(size) * probability < 10
      ? smallMeanBinomial(size, probability) : largeMeanBinomial(size, probability)
  }

  private mutating func smallMeanBinomial(_ size: Int, _ probability: Double) -> Int {
    let odds = probability / (1 - probability)
    let first = exp(Double(size) * log1p(-probability))
    while true {
      var remaining = uniform()
      var term = first
      for count in 0...min(size, 128) {
        if remaining < term { return count }
        remaining -= term
        term *= odds * Double(size - count) / Double(count + 1)
      }
    }
  }

  private mutating func largeMeanBinomial(_ size: Int, _ probability: Double) -> Int {
    let n = Double(size)
    let deviation = (n * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let center = n * probability + 0.5
    let alpha = (2.83 + 5.1 / b) * deviation
    let logOdds = log(probability / (1 - probability))
    let mode = ((n + 1) * probability).rounded(.down)
    let logModeTerm = logFactorial(mode) + logFactorial(n - mode)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let distance = 0.5 - abs(u)
      let count = ((2 * a / distance + b) * u + center).rounded(.down)
      if count < 0 || count > n { continue }
      if distance >= 0.07, v <= 0.92 - 4.2 / b { return Int(count) }
      let logRatio = log(v * alpha / (a / (distance * distance) + b))
      let logTarget =
        logModeTerm - logFactorial(count) - logFactorial(n - count) + (count - mode) * logOdds
      if logRatio <= logTarget { return Int(count) }
    }
  }
}

/// log(count!) for a whole number, exact products below 16 and Stirling's series above.
func logFactorial(_ count: Double) -> Double {
  if count < 16 {
    var product = 1.0
    for factor in stride(from: 2, through: count, by: 1) { product *= factor }
    return log(product)
  }
  let x = count + 1
  let inverse = 1 / x
  let square = inverse * inverse
  let series =
    inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680))))
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series
}
