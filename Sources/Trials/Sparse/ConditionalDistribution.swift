import Glibc
import Numerics

/// The distribution of the treated people with the event, all margins of all tables fixed, given a
/// common odds ratio: Fisher's noncentral hypergeometric distribution, or the sum of several.
///
///     P(A = k) is proportional to w(k) o^k,
///     w(k) = (n1 over k) (n2 over m - k) of one table with m events,
///
/// and the convolution of the tables' w of several. All by enumeration, on the log scale.
///
/// Source: Fisher (1935); Gart (1970) for several tables; Mehta, Patel and Gray (1985).
public struct ConditionalDistribution: Sendable {
  /// The smallest and largest possible count.
  public let support: ClosedRange<Int>
  /// log w(k) from the smallest count on, the largest weight 0.
  let logWeights: [Double]

  public init(_ tables: [TwoGroupEvents]) {
    var lowest = 0
    var weights = [0.0]
    for table in tables {
      let (start, own) = Self.weights(of: table)
      lowest += start
      weights = Self.convolution(weights, own)
    }
    support = lowest...(lowest + weights.count - 1)
    logWeights = weights
  }

  /// log P(A <= count) of the lower tail or log P(A >= count) of the upper one, with `share` of the
  /// count's own probability: 1 gives the exact tail, 1/2 the mid-P one.
  public func logTail(
    _ count: Int, _ tail: Tail, logOddsRatio: Double, share: Double = 1
  ) -> Double {
    let terms = self.terms(logOddsRatio)
    let index = count - support.lowerBound
    let range = tail == .lower ? 0..<max(0, index) : (index + 1)..<max(index + 1, terms.count)
    var sum = 0.0
    for term in terms[range] { sum += term }
    if terms.indices.contains(index) { sum += share * terms[index] }
    return log(sum / terms.reduce(0, +))
  }

  /// P(A = k) from the smallest count on.
  public func probabilities(logOddsRatio: Double) -> [Double] {
    let terms = self.terms(logOddsRatio)
    let total = terms.reduce(0, +)
    return terms.map { $0 / total }
  }

  /// The expected count, which grows with the odds ratio.
  public func mean(logOddsRatio: Double) -> Double {
    var (sum, total) = (0.0, 0.0)
    for (index, term) in terms(logOddsRatio).enumerated() {
      sum += Double(index) * term
      total += term
    }
    return Double(support.lowerBound) + sum / total
  }

  /// Probabilities up to a factor, the largest 1.
  private func terms(_ logOddsRatio: Double) -> [Double] {
    var logs = logWeights
    for index in logs.indices { logs[index] += Double(index) * logOddsRatio }
    let largest = logs.max() ?? 0
    return logs.map { exp($0 - largest) }
  }

  private static func weights(of table: TwoGroupEvents) -> (start: Int, logWeights: [Double]) {
    let (n1, n2) = (table.treatment.total, table.comparator.total)
    let events = table.treatment.events + table.comparator.events
    let range = max(0, events - n2)...min(events, n1)
    let weights = range.map { count in
      SpecialFunctions.logChoose(Double(n1), Double(count))
        + SpecialFunctions.logChoose(Double(n2), Double(events - count))
    }
    return (range.lowerBound, normalized(weights))
  }

  private static func convolution(_ first: [Double], _ second: [Double]) -> [Double] {
    if first.count == 1 { return second }
    if second.count == 1 { return first }
    var sums: [Double] = []
    for target in 0..<(first.count + second.count - 1) {
      let range = max(0, target - second.count + 1)...min(target, first.count - 1)
      var largest = -Double.infinity
      for index in range { largest = max(largest, first[index] + second[target - index]) }
      var sum = 0.0
      for index in range { sum += exp(first[index] + second[target - index] - largest) }
      sums.append(largest + log(sum))
    }
    return normalized(sums)
  }

  private static func normalized(_ logs: [Double]) -> [Double] {
    let largest = logs.max() ?? 0
    return logs.map { $0 - largest }
  }
}
