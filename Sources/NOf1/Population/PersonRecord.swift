import Numerics

/// What is kept of a person once their nights have been fitted: 152 bytes.
struct PersonRecord: Sendable, Equatable {
  let likelihood: PersonLikelihood
  /// Centre and spread of the likelihood, from which searches start.
  let centre: Double
  let spread: Double
  /// Sum of squared deviations from the arm means, and nights less arms.
  let squares: Double
  let degreesOfFreedom: Int
  let nights: Int
  let referenceNights: Int

  /// Chebyshev coefficients that a record has room for.
  static let capacity = 24
  static let byteCount = 5 * 8 + 4 * 4 + capacity * 4

  init(
    likelihood: PersonLikelihood, squares: Double, degreesOfFreedom: Int, nights: Int,
    referenceNights: Int
  ) {
    precondition(likelihood.coefficients.count <= PersonRecord.capacity)
    // Stored in single precision, which is 1e-6 of a log likelihood: used so from the start.
    self.likelihood = PersonLikelihood(
      low: likelihood.low, high: likelihood.high,
      coefficients: likelihood.coefficients.map { Double(Float($0)) })
    (centre, spread) = self.likelihood.moments
    self.squares = squares
    self.degreesOfFreedom = degreesOfFreedom
    self.nights = nights
    self.referenceNights = referenceNights
  }

  /// Appends the record as `byteCount` bytes.
  func encode(to bytes: inout [UInt8]) {
    func append<Value>(_ value: Value) {
      withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    }
    for value in [likelihood.low, likelihood.high, centre, spread, squares] { append(value) }
    for value in [degreesOfFreedom, nights, referenceNights, likelihood.coefficients.count] {
      append(Int32(clamping: value))
    }
    for k in 0..<PersonRecord.capacity {
      append(k < likelihood.coefficients.count ? Float(likelihood.coefficients[k]) : 0)
    }
  }

  /// Reads the record at `offset`.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    func real(_ index: Int) -> Double {
      bytes.loadUnaligned(fromByteOffset: offset + 8 * index, as: Double.self)
    }
    func whole(_ index: Int) -> Int {
      Int(bytes.loadUnaligned(fromByteOffset: offset + 40 + 4 * index, as: Int32.self))
    }
    likelihood = PersonLikelihood(
      low: real(0), high: real(1),
      coefficients: (0..<whole(3)).map {
        Double(bytes.loadUnaligned(fromByteOffset: offset + 56 + 4 * $0, as: Float.self))
      })
    centre = real(2)
    spread = real(3)
    squares = real(4)
    degreesOfFreedom = whole(0)
    nights = whole(1)
    referenceNights = whole(2)
  }

  /// log of the integral of L(b) N(b; mu, tau^2) over b.
  func logMixed(mu: Lanes, tau: Double) -> Lanes {
    likelihood.logMixed(mu: mu, tau: tau, start: (centre, spread))
  }
}
