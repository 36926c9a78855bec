import ArgumentParser
import Glibc

/// Rows of three whole numbers and one with four decimals, as CSV.
struct CSVText {
  private(set) var bytes: [UInt8]

  init(header: String) { bytes = Array((header + "\n").utf8) }

  mutating func append(_ first: Int, _ second: Int, _ third: Int, _ last: Double) {
    for value in [first, second, third] {
      bytes.append(contentsOf: String(value).utf8)
      bytes.append(UInt8(ascii: ","))
    }
    let units = Int((last * 1e4).rounded(.toNearestOrEven))
    let (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: 10_000)
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(contentsOf: "\(whole).".utf8)
    let digits = String(fraction)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
    bytes.append(contentsOf: digits.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  func write(to path: String) throws {
    guard let file = fopen(path, "w") else { throw ValidationError("cannot write \(path)") }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw ValidationError("cannot write all of \(path)")
    }
  }
}
