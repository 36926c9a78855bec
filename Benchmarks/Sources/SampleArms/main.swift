import FoundationEssentials
import Glibc

// Long sampling runs of the models of several arms, with which the tests of NOf1 compare its
// deterministic posteriors. Nothing is shared with them: the latent process is non-centred and
// sampled by elliptical slices (Murray, Adams & MacKay 2010), the rest by slices (Neal 2003).
//
//     sample-arms LOG.csv MODEL ITERATIONS SEED
//
// LOG.csv has the columns date, treatment, cramps; the arms are placebo, citrate, glycinate. MODEL:
//   arms   beta_j ~ N(0, 0.8^2), independent; with the difference glycinate - citrate
//   forms  beta_j ~ N(beta, omega^2), beta ~ N(0, 0.8^2), omega ~ half-N(0.3)
//   dose   effect = slope x dose / 100 mg, citrate 150 mg, glycinate 300 mg, slope ~ N(0, (0.8/3)^2)
// Prints mean, SD and quantiles of every effect with Monte Carlo errors from 40 batches.

enum Model: String {
  case arms, forms, dose
}

struct Generator {
  var state: UInt64
  var spare: Double?

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }
  mutating func normal() -> Double {
    if let kept = spare {
      spare = nil
      return kept
    }
    let radius = (-2 * log(uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }
}

struct Night {
  let day: Int
  let arm: Int
  let count: Double
}

func readLog(_ path: String) throws -> [Night] {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let arms = ["placebo", "citrate", "glycinate"]
  var nights: [Night] = []
  for line in text.split(separator: "\n").dropFirst() {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    let date = cells[0].split(separator: "-").compactMap { Int($0) }
    // Days of the civil calendar (January and February count as months 13 and 14).
    let (year, month) = date[1] > 2 ? (date[0], date[1]) : (date[0] - 1, date[1] + 12)
    let day = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month - 457) / 5 + date[2]
    guard let arm = arms.firstIndex(of: String(cells[1])), let count = Double(cells[2]) else {
      continue
    }
    nights.append(Night(day: day, arm: arm, count: count))
  }
  return nights
}

/// The state: standard normal coefficients (level, trend, then the model's own), standard normal
/// innovations of the latent process, and log sigma, logit rho, log omega.
final class Sampler {
  let model: Model
  let nights: [Night]
  let gaps: [Double]
  let time: [Double]
  let free: Int
  var values: [Double]
  var hyper = [log(0.5), 0.0, log(0.2)]
  var logLikelihoodNow = 0.0
  var generator: Generator
  private var proposal: [Double]
  private var direction: [Double]

  init(_ nights: [Night], model: Model, seed: UInt64) {
    self.model = model
    self.nights = nights
    gaps = nights.indices.map { $0 == 0 ? 0 : Double(nights[$0].day - nights[$0 - 1].day) }
    let first = nights[0].day
    let span = Double(nights[nights.count - 1].day - first)
    time = nights.map { 2 * Double($0.day - first) / span - 1 }
    free = model == .arms ? 4 : model == .forms ? 5 : 3
    values = [Double](repeating: 0, count: free + nights.count)
    proposal = values
    direction = values
    generator = Generator(state: seed, spare: nil)
    logLikelihoodNow = logLikelihood(values, hyper)
  }

  func effects(_ v: [Double], _ h: [Double]) -> (citrate: Double, glycinate: Double) {
    switch model {
    case .arms: return (0.8 * v[2], 0.8 * v[3])
    case .forms:
      let omega = exp(h[2])
      return (0.8 * v[2] + omega * v[3], 0.8 * v[2] + omega * v[4])
    case .dose: return (0.8 / 3 * v[2] * 1.5, 0.8 / 3 * v[2] * 3)
    }
  }

  func logLikelihood(_ v: [Double], _ h: [Double]) -> Double {
    let sigma = exp(h[0])
    let logRho = -log1p(exp(-h[1]))
    let one = (exp(logRho), (-expm1(2 * logRho)).squareRoot())
    let (citrate, glycinate) = effects(v, h)
    let level = -0.6931471805599453 + 2 * v[0]
    let trend = 0.5 * v[1]
    var u = 0.0
    var sum = 0.0
    for i in nights.indices {
      if i == 0 {
        u = sigma * v[free]
      } else if gaps[i] == 1 {
        u = one.0 * u + sigma * one.1 * v[free + i]
      } else {
        let exponent = gaps[i] * logRho
        u = exp(exponent) * u + sigma * (-expm1(2 * exponent)).squareRoot() * v[free + i]
      }
      let arm = nights[i].arm
      let eta =
        level + trend * time[i] + u + (arm == 1 ? citrate : arm == 2 ? glycinate : 0)
      sum += nights[i].count * eta - exp(eta)
    }
    return sum
  }

  /// Priors of sigma, rho and omega on the scales they are sampled on.
  func logPrior(_ h: [Double]) -> Double {
    let sigma = exp(h[0]) / 0.75
    let rho = 1 / (1 + exp(-h[1]))
    var sum = -0.5 * sigma * sigma + h[0] + 2 * log(rho) + 2 * log(1 - rho)
    if model == .forms {
      let omega = exp(h[2]) / 0.3
      sum += -0.5 * omega * omega + h[2]
    }
    return sum
  }

  func ellipticalSlice(_ range: Range<Int>) {
    let least = logLikelihoodNow + log(generator.uniform())
    for i in range { direction[i] = generator.normal() }
    proposal = values
    var angle = 2 * Double.pi * generator.uniform()
    var (low, high) = (angle - 2 * Double.pi, angle)
    while true {
      let (c, s) = (cos(angle), sin(angle))
      for i in range { proposal[i] = values[i] * c + direction[i] * s }
      let now = logLikelihood(proposal, hyper)
      if now > least {
        swap(&values, &proposal)
        logLikelihoodNow = now
        return
      }
      if angle < 0 { low = angle } else { high = angle }
      angle = low + (high - low) * generator.uniform()
    }
  }

  func slice(_ index: Int) {
    let least = logLikelihoodNow + logPrior(hyper) + log(generator.uniform())
    let now = hyper[index]
    var low = now - 2 * generator.uniform()
    var high = low + 2
    func target(_ value: Double) -> Double {
      var h = hyper
      h[index] = value
      return logLikelihood(values, h) + logPrior(h)
    }
    while target(low) > least { low -= 2 }
    while target(high) > least { high += 2 }
    while true {
      let value = low + (high - low) * generator.uniform()
      var h = hyper
      h[index] = value
      let inside = logLikelihood(values, h)
      if inside + logPrior(h) > least {
        hyper = h
        logLikelihoodNow = inside
        return
      }
      if value < now { low = value } else { high = value }
    }
  }

  func step() {
    for _ in 0..<2 {
      ellipticalSlice(0..<free)
      ellipticalSlice(free..<values.count)
    }
    ellipticalSlice(0..<values.count)
    for index in 0..<(model == .forms ? 3 : 2) { slice(index) }
  }

  var draw: [(String, Double)] {
    let (citrate, glycinate) = effects(values, hyper)
    switch model {
    case .arms:
      return [
        ("citrate", citrate), ("glycinate", glycinate), ("difference", glycinate - citrate),
      ]
    case .forms:
      return [
        ("citrate", citrate), ("glycinate", glycinate), ("common", 0.8 * values[2]),
        ("omega", exp(hyper[2])),
      ]
    case .dose: return [("slope", 0.8 / 3 * values[2])]
    }
  }
}

func summary(_ draws: [Double]) -> [Double] {
  let sorted = draws.sorted()
  let mean = draws.reduce(0, +) / Double(draws.count)
  let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws.count)
  let quantiles = [0.025, 0.25, 0.5, 0.75, 0.975].map {
    sorted[Int($0 * Double(sorted.count - 1))]
  }
  let below = Double(draws.count { $0 < 0 }) / Double(draws.count)
  return [mean, variance.squareRoot()] + quantiles + [below]
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let model = Model(rawValue: arguments[2]),
  let iterations = Int(arguments[3]), let seed = UInt64(arguments[4])
else {
  print("usage: sample-arms LOG.csv arms|forms|dose ITERATIONS SEED")
  exit(2)
}
let sampler = Sampler(try readLog(arguments[1]), model: model, seed: seed)
for _ in 0..<(iterations / 20) { sampler.step() }
var draws = sampler.draw.map { _ in [Double]() }
for _ in 0..<iterations {
  sampler.step()
  for (index, value) in sampler.draw.enumerated() { draws[index].append(value.1) }
}
let labels = ["mean", "sd", "q025", "q25", "q50", "q75", "q975", "below 0"]
for (index, value) in sampler.draw.enumerated() {
  let whole = summary(draws[index])
  let size = iterations / 40
  let batches = (0..<40).map { summary(Array(draws[index][($0 * size)..<(($0 + 1) * size)])) }
  for (k, label) in labels.enumerated() {
    let values = batches.map { $0[k] }
    let mean = values.reduce(0, +) / 40
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39
    print("\(value.0) \(label): \(whole[k]) +- \((variance / 40).squareRoot())")
  }
}
