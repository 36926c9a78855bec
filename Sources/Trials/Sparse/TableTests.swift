/// Tests on stratified tables; nil where a test does not exist.
public struct TableTests: Sendable, Codable, Equatable {
  /// Of an effect: Cochran, Mantel and Haenszel, with the hypergeometric variance.
  public let mantelHaenszel: ContingencyTest?
  /// The same with the binomial variance (Cochran 1954).
  public let cochran: ContingencyTest?
  /// Of different odds ratios (Breslow and Day 1980).
  public let breslowDay: ContingencyTest?
  /// Of different odds ratios, with Tarone's correction (1985).
  public let tarone: ContingencyTest?
  /// 1/2 was taken from the absolute deviation in the first two.
  public let isContinuityCorrected: Bool
}
