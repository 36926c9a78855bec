import Glibc
import Numerics
import Tables

/// The persons that have been fitted, in the order of input, outside of memory.
final class PersonStore {
  private let records: SpillFile
  private let names: SpillFile
  private(set) var count = 0
  private var squares = 0.0
  private var degreesOfFreedom = 0

  init() throws(OutputError) {
    records = try SpillFile()
    names = try SpillFile()
  }

  func append(_ record: PersonRecord, name: String) throws(OutputError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(PersonRecord.byteCount)
    record.encode(to: &bytes)
    try records.append(bytes)
    let text = Array(name.utf8)
    try names.append(withUnsafeBytes(of: UInt32(clamping: text.count)) { Array($0) } + text)
    count += 1
    squares += record.squares
    degreesOfFreedom += record.degreesOfFreedom
  }

  /// S of scores, over all persons; 1 where there is none.
  var unit: Double {
    degreesOfFreedom > 0 && squares > 0 ? (squares / Double(degreesOfFreedom)).squareRoot() : 1
  }

  /// Persons read at a time, and persons that one thread takes at a time. Sums are made group by
  /// group, so that they do not depend on the number of threads.
  private static let chunk = 4096
  private static let group = 64

  /// Calls `body` with the records of every chunk and the position of its first person.
  private func forEachChunk(_ body: ([UInt8], Range<Int>) throws -> Void) throws {
    for first in stride(from: 0, to: count, by: PersonStore.chunk) {
      let persons = first..<min(count, first + PersonStore.chunk)
      let size = PersonRecord.byteCount
      try body(
        try records.read((persons.lowerBound * size)..<(persons.upperBound * size)), persons)
    }
  }

  /// `body` for every person of a chunk, in groups side by side; results in order of groups.
  private static func inGroups<Result: Sendable>(
    _ bytes: [UInt8], _ persons: Range<Int>, jobs: Int,
    _ body: @Sendable (_ records: [PersonRecord]) -> Result
  ) -> [Result] {
    let groups = (persons.count + group - 1) / group
    return parallelMap(count: groups, jobs: jobs) { index in
      let members = (index * group)..<min(persons.count, (index + 1) * group)
      return body(
        bytes.withUnsafeBytes { buffer in
          members.map { PersonRecord(buffer, at: $0 * PersonRecord.byteCount) }
        })
    }
  }

  /// The rows with their log posterior filled in.
  func evaluated(
    _ rows: [PopulationRow], prior: PopulationPrior, jobs: Int
  ) throws -> [PopulationRow] {
    var sums = rows.map { row in
      let z = (row.mu - prior.mean) / prior.standardDeviation
      let t = row.tau / prior.spread
      return -0.5 * (z * z + t * t)
    }
    try forEachChunk { bytes, persons in
      let parts = PersonStore.inGroups(bytes, persons, jobs: jobs) { records in
        rows.map { row in
          records.reduce(Lanes()) { $0 + $1.logMixed(mu: row.mu, tau: row.tau) }
        }
      }
      for part in parts {
        for row in rows.indices { sums[row] += part[row] }
      }
    }
    return zip(rows, sums).map { row, sum in
      PopulationRow(tau: row.tau, centre: row.centre, scale: row.scale, logPosterior: sum)
    }
  }

  /// Mean and standard deviation of mu given each tau, and the log of the integral over mu, as if
  /// every likelihood were normal.
  func normalTheory(
    _ taus: [Double], prior: PopulationPrior
  ) throws -> [(centre: Double, scale: Double, logIntegral: Double)] {
    let own = 1 / (prior.standardDeviation * prior.standardDeviation)
    var precision = taus.map { _ in own }
    var first = taus.map { _ in own * prior.mean }
    var constant = taus.map { tau in
      -0.5 * (own * prior.mean * prior.mean + tau * tau / (prior.spread * prior.spread))
    }
    try forEachChunk { bytes, persons in
      let sums = PersonStore.inGroups(bytes, persons, jobs: 1) { records in
        taus.map { tau in
          var sum = SIMD3<Double>()
          for record in records {
            let variance = record.spread * record.spread + tau * tau
            let weighted = record.centre / variance
            sum += SIMD3(
              1 / variance, weighted, -0.5 * (log(variance) + weighted * record.centre))
          }
          return sum
        }
      }
      for sum in sums {
        for index in taus.indices {
          precision[index] += sum[index].x
          first[index] += sum[index].y
          constant[index] += sum[index].z
        }
      }
    }
    return taus.indices.map { index in
      let mean = first[index] / precision[index]
      return (
        mean, 1 / precision[index].squareRoot(),
        constant[index] + 0.5 * mean * first[index] - 0.5 * log(precision[index])
      )
    }
  }

  /// Computes something of every person, several at a time, and hands it on in the order of input.
  func forEach<Result: Sendable>(
    jobs: Int, compute: @Sendable (PersonRecord) -> Result,
    _ body: (_ name: String, _ record: PersonRecord, Result) throws -> Void
  ) throws {
    var offset = 0
    try forEachChunk { bytes, persons in
      let groups = PersonStore.inGroups(bytes, persons, jobs: jobs) { records in
        records.map { ($0, compute($0)) }
      }
      for group in groups {
        for (record, result) in group { try body(try name(at: &offset), record, result) }
      }
    }
  }

  private func name(at offset: inout Int) throws -> String {
    let length = try names.read(offset..<(offset + 4)).withUnsafeBytes {
      Int($0.loadUnaligned(as: UInt32.self))
    }
    let text = try names.read((offset + 4)..<(offset + 4 + length))
    offset += 4 + length
    return String(decoding: text, as: UTF8.self)
  }
}
