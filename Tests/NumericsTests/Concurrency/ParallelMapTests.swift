import Numerics
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [1, 2, 3, 8, 100])
  func keepsTheOrderAndCoversEveryIndex(_ jobs: Int) {
    for count in [0, 1, 2, 7, 64, 1001] {
      let result = parallelMap(count: count, jobs: jobs) { index in
        // Uneven work, so that threads finish out of order.
        var sum = 0
        for i in 0..<((index * 7919) % 300) { sum &+= i }
        return index * 2 + sum * 0
      }
      #expect(result == (0..<count).map { $0 * 2 })
    }
  }

  @Test func holdsOptionalsAndReferences() {
    let optionals = parallelMap(count: 10, jobs: 3) { $0 % 2 == 0 ? $0 : nil }
    #expect(optionals == (0..<10).map { $0 % 2 == 0 ? $0 : nil })
    let texts = parallelMap(count: 50, jobs: 4) { "night \($0)" }
    #expect(texts == (0..<50).map { "night \($0)" })
  }
}
