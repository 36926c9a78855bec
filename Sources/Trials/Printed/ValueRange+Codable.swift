extension ValueRange {
  private enum CodingKeys: String, CodingKey { case low, high }

  /// An end that is infinite is written as null: JSON has no infinity.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(low.isFinite ? low : nil, forKey: .low)
    try container.encode(high.isFinite ? high : nil, forKey: .high)
  }

  /// - Throws: `DecodingError.dataCorrupted` if the ends are not in order.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let low = try container.decode(Double?.self, forKey: .low) ?? -.infinity
    let high = try container.decode(Double?.self, forKey: .high) ?? .infinity
    guard low <= high else {
      throw DecodingError.dataCorruptedError(
        forKey: .high, in: container, debugDescription: "the ends of a range are not in order")
    }
    self.init(low, high)
  }
}
