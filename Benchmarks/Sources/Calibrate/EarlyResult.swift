import Numerics

/// A cell of early looks with the verdicts of all three rules.
struct EarlyResult: Sendable {
  let cell: EarlyCell
  let fixed: EarlyTally
  let looks: EarlyTally
  let continuous: EarlyTally

  /// Person i of a cell depends on (seed, number, i) alone.
  init(
    _ cell: EarlyCell, _ rules: EarlyRules, people: Int, number: Int, seed: UInt64, jobs: Int
  ) {
    let verdicts = parallelMap(count: people, jobs: jobs) { index in
      var stream = RandomStream(
        seed: seed, task: 10_000 + UInt64(number), substream: UInt64(index))
      return cell.verdicts(rules, &stream)
    }
    self.cell = cell
    fixed = EarlyTally(verdicts, \.fixed)
    looks = EarlyTally(verdicts, \.looks)
    continuous = EarlyTally(verdicts, \.continuous)
  }
}
