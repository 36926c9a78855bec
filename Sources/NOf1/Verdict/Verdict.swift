/// The answer to "am I a responder?".
public struct Verdict: Sendable, Codable, Equatable {
  public enum Answer: String, Sendable, Codable {
    case responder
    case nonResponder = "non-responder"
    case inconclusive
    case designCannotIdentify = "design-cannot-identify"
  }

  /// One condition of the rule, as applied to this log.
  public struct Condition: Sendable, Codable, Equatable {
    public let name: String
    public let holds: Bool
    /// The condition with its numbers, in plain words.
    public let sentence: String

    public init(name: String, holds: Bool, sentence: String) {
      self.name = name
      self.holds = holds
      self.sentence = sentence
    }
  }

  public let answer: Answer
  /// The arm the verdict is about: the primary contrast.
  public let arm: String
  /// A qualification such as "possibly worse", or nil.
  public let label: String?
  /// Why this answer and not another.
  public let reasons: [String]
  public let conditions: [Condition]
  /// What would settle it, or nil.
  public let nextStep: String?
  /// One sentence in plain words.
  public let sentence: String
  /// One line for a clinician.
  public let clinical: String
  /// Model, priors and thresholds for a statistician.
  public let technical: String
}
