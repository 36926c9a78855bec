import Numerics

/// Labels of bottles that tell nothing about what is in them.
enum BottleCodes {
  /// Letters and digits that are not taken for one another: without B and 8, G, I and 1, O and 0,
  /// S and 5, V, Z and 2.
  private static let letters = Array("ACDEFHJKLMNPQRTUWXY")
  private static let digits = Array("34679")
  /// More periods than this get codes of four characters.
  private static let mostOfThree = 500

  /// Different codes such as `K7Q`, in random order, drawn from a stream of their own: neither a
  /// code nor its place among the others depends on an arm.
  static func draw(_ count: Int, seed: UInt64) -> [String] {
    var stream = RandomStream(seed: seed, task: DrawnSchedule.task, substream: 1)
    var codes = letters.flatMap { first in
      digits.flatMap { digit in
        letters.flatMap { last in
          count <= mostOfThree
            ? ["\(first)\(digit)\(last)"] : digits.map { "\(first)\(digit)\(last)\($0)" }
        }
      }
    }
    for place in 0..<count {
      codes.swapAt(place, place + stream.uniform(below: codes.count - place))
    }
    return Array(codes.prefix(count))
  }
}
