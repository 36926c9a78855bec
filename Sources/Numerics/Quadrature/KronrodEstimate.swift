import Glibc

/// The 15-point Kronrod estimate of an integral over one interval, with QUADPACK's error estimate.
///
/// Source: Piessens et al. (1983), "QUADPACK", routine QK15.
struct KronrodEstimate {
  let lower: Double
  let upper: Double
  let value: Double
  let error: Double

  /// Kronrod nodes above 0; every other one, from the second, is a node of the 7-point Gauss rule.
  static let nodes = [
    0.991_455_371_120_812_639_2, 0.949_107_912_342_758_524_5, 0.864_864_423_359_769_072_8,
    0.741_531_185_599_394_439_9, 0.586_087_235_467_691_130_3, 0.405_845_151_377_397_166_9,
    0.207_784_955_007_898_467_6,
  ]
  /// Kronrod weights of the nodes, and of 0 at the end.
  static let weights = [
    0.022_935_322_010_529_224_96, 0.063_092_092_629_978_553_29, 0.104_790_010_322_250_183_8,
    0.140_653_259_715_525_918_7, 0.169_004_726_639_267_902_8, 0.190_350_578_064_785_409_9,
    0.204_432_940_075_298_892_4, 0.209_482_141_084_727_828_0,
  ]
  /// Gauss weights of nodes 1, 3, 5 and of 0.
  static let gaussWeights = [
    0.129_484_966_168_869_693_3, 0.279_705_391_489_276_667_9, 0.381_830_050_505_118_945_0,
    0.417_959_183_673_469_387_8,
  ]

  init(from lower: Double, to upper: Double, _ f: (Double) throws -> Double) throws {
    self.lower = lower
    self.upper = upper
    let half = 0.5 * (upper - lower)
    let middle = lower + half
    let center = try f(middle)
    var kronrod = Self.weights[7] * center
    var gauss = Self.gaussWeights[3] * center
    var magnitude = Self.weights[7] * abs(center)
    var pairs: [(left: Double, right: Double)] = []
    pairs.reserveCapacity(7)
    for (index, node) in Self.nodes.enumerated() {
      let pair = (left: try f(middle - half * node), right: try f(middle + half * node))
      pairs.append(pair)
      kronrod += Self.weights[index] * (pair.left + pair.right)
      magnitude += Self.weights[index] * (abs(pair.left) + abs(pair.right))
      if index % 2 == 1 { gauss += Self.gaussWeights[index / 2] * (pair.left + pair.right) }
    }
    // The spread of f about its mean scales the Gauss-Kronrod difference into an error.
    let mean = 0.5 * kronrod
    var spread = Self.weights[7] * abs(center - mean)
    for (weight, pair) in zip(Self.weights, pairs) {
      spread += weight * (abs(pair.left - mean) + abs(pair.right - mean))
    }
    value = kronrod * half
    spread *= half
    var error = abs((kronrod - gauss) * half)
    if spread > 0, error > 0 { error = spread * min(1, pow(200 * error / spread, 1.5)) }
    let roundOff = 50 * Double.ulpOfOne * magnitude * half
    self.error = max(error, roundOff)
  }

  /// Where to halve, or nil where the interval is as narrow as numbers go.
  var middle: Double? {
    let middle = lower + 0.5 * (upper - lower)
    return middle > lower && middle < upper ? middle : nil
  }
}
