/// All numbers of people that a printed percentage can stand for.
public struct CountCandidates: Sendable, Equatable {
  public let counts: ClosedRange<Int>
  public let total: Int
  public let percent: PrintedNumber

  /// The whole numbers k with 100 k / n within the rounding of the percentage.
  ///
  /// - Throws: `DerivationError.missing`, `.limit`; `.outOfRange` for a percentage outside 0 to 100
  ///   or a total below 1; `.noCount` if there is none.
  public init(percent: PrintedNumber?, total: Int) throws(DerivationError) {
    let share = try BoundedValue(percent, "percentage")
    guard let percent, share.value >= 0, share.value <= 100 else {
      throw .outOfRange(name: "percentage", text: percent?.text ?? "")
    }
    guard total >= 1 else { throw .outOfRange(name: "total", text: "\(total)") }
    // A count exactly between two roundings belongs to both, whatever the last bit says.
    let people = (Double(total) / 100 * share.range).widened(by: 1e-9 * Double(total))
    let first = max(0, Int(people.low.rounded(.up)))
    let last = min(total, Int(people.high.rounded(.down)))
    guard first <= last else { throw .noCount(percent: percent.text, total: total) }
    counts = first...last
    self.total = total
    self.percent = percent
  }

  /// One number of people alone fits.
  public var isUnique: Bool { counts.count == 1 }

  /// The count nearest to the percentage, with all others as bounds.
  public var derived: DerivedValue {
    let nearest = Int((percent.value * Double(total) / 100).rounded())
    let value = min(max(nearest, counts.lowerBound), counts.upperBound)
    return DerivedValue(
      quantity: .events, value: Double(value),
      bounds: ValueRange(Double(counts.lowerBound), Double(counts.upperBound)),
      method: isUnique
        ? "the only number of people that rounds to the percentage"
        : "the nearest of \(counts.count) numbers of people that round to the percentage",
      inputs: [
        DerivedValue.Input(name: "percentage", printed: percent.text),
        DerivedValue.Input(name: "total", printed: "\(total)"),
      ])
  }

  /// The totals for which every one of the percentages has a count: what n can be where it is not
  /// printed.
  public static func totals(
    percentages: [PrintedNumber], among totals: ClosedRange<Int>
  ) -> [Int] {
    totals.filter { total in
      percentages.allSatisfy { percent in
        (try? CountCandidates(percent: percent, total: total)) != nil
      }
    }
  }
}
