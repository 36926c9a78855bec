import Glibc

/// The Kolmogorov-Smirnov statistic sqrt(n) * sup |F_n - F|; above 1.95 with probability 0.001.
func kolmogorovSmirnov(_ sample: [Double], _ cumulative: (Double) -> Double) -> Double {
  let n = Double(sample.count)
  var supremum = 0.0
  for (index, x) in sample.sorted().enumerated() {
    let probability = cumulative(x)
    supremum = max(supremum, probability - Double(index) / n, Double(index + 1) / n - probability)
  }
  return supremum * n.squareRoot()
}

/// Pearson's chi-squared against cell probabilities of 0, 1, 2, ..., as a standard normal deviate
/// by the cube root of Wilson and Hilferty. Cells with fewer than 10 expected are put together.
func countDeviate(_ sample: [Int], probability: (Int) -> Double) -> Double {
  let n = Double(sample.count)
  let highest = sample.max() ?? 0
  var observed = [Double](repeating: 0, count: highest + 1)
  for count in sample { observed[count] += 1 }
  var statistic = 0.0
  var cells = 0.0
  var (pooledObserved, pooledExpected, total) = (0.0, 0.0, 0.0)
  for count in 0...highest {
    let expected = n * probability(count)
    total += expected
    pooledObserved += observed[count]
    pooledExpected += expected
    if pooledExpected >= 10, n - total >= 10 {
      statistic +=
        (pooledObserved - pooledExpected) * (pooledObserved - pooledExpected)
        / pooledExpected
      cells += 1
      (pooledObserved, pooledExpected) = (0, 0)
    }
  }
  pooledExpected += n - total
  statistic +=
    (pooledObserved - pooledExpected) * (pooledObserved - pooledExpected)
    / pooledExpected
  let k = cells
  return (cbrt(statistic / k) - (1 - 2 / (9 * k))) / (2 / (9 * k)).squareRoot()
}

func mean(_ sample: [Double]) -> Double { sample.reduce(0, +) / Double(sample.count) }

func variance(_ sample: [Double]) -> Double {
  let center = mean(sample)
  return sample.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(sample.count - 1)
}
