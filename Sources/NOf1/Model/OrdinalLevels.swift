import Glibc

/// The levels of an ordinal outcome that one series tells apart: those that occur.
///
/// A level that never occurs has no threshold that could be estimated, and without it the
/// likelihood is the same.
struct OrdinalLevels: Sendable, Equatable {
  /// The numbers of the levels, lowest first, two or more.
  let codes: [Double]

  /// - Parameters:
  ///   - values: the number of every night's level, one or more nights.
  ///   - outcome: knows the neighbour of a level that is alone: like yes/no nights that are all no,
  ///     nights that are all alike still say how rare the others are.
  init(_ values: [Double], outcome: Outcome) {
    let occurring = Set(values).sorted()
    guard occurring.count == 1 else {
      codes = occurring
      return
    }
    let all = outcome.levelCodes ?? []
    let place = all.firstIndex(of: occurring[0]) ?? 0
    if place + 1 < all.count {
      codes = [occurring[0], all[place + 1]]
    } else if place > 0 {
      codes = [all[place - 1], occurring[0]]
    } else {
      codes = [occurring[0], occurring[0] + 1]
    }
  }

  /// Every night's level as its place among the codes, from 0.
  func places(_ values: [Double]) -> [Double] {
    values.map { Double(codes.firstIndex(of: $0) ?? 0) }
  }

  /// "threshold none|mild", "threshold mild|severe".
  func thresholdNames(_ outcome: Outcome) -> [String] {
    zip(codes, codes.dropFirst()).map {
      "threshold \(outcome.levelName($0))|\(outcome.levelName($1))"
    }
  }

  /// The mean of the levels' numbers c given the predictor:
  /// `c_0 + sum over k of (c_k+1 - c_k) F(eta - theta_k)`.
  func expected(_ predictor: Double, thresholds: [Double]) -> Double {
    zip(thresholds, zip(codes, codes.dropFirst())).reduce(codes[0]) { sum, next in
      let (threshold, (low, high)) = next
      return sum + (high - low) / (1 + exp(threshold - predictor))
    }
  }

  /// Which of the outcome's levels are not told apart, or nil.
  func mergedNote(_ outcome: Outcome) -> String? {
    let absent = (outcome.levelCodes ?? []).filter { !codes.contains($0) }
    guard !absent.isEmpty else { return nil }
    let names = absent.map { "'\(outcome.levelName($0))'" }.joined(separator: ", ")
    return absent.count == 1
      ? "The level \(names) does not occur on the nights analysed: it has no threshold of its own."
      : "The levels \(names) do not occur on the nights analysed: they have no thresholds of their"
        + " own."
  }
}
