/// A reporting guideline, filled from what a study file and a result hold.
public struct Checklist: Sendable, Codable, Equatable {
  public enum Guideline: String, Sendable, Codable, CaseIterable {
    /// Reports of n-of-1 trials: Vohra et al. (2015), BMJ 350:h1738.
    case cent
    /// Protocols of n-of-1 trials: Porcino et al. (2020), BMJ 368:m122.
    case spent
  }

  public enum State: String, Sendable, Codable, CaseIterable {
    case answered
    case notSupplied = "not supplied"
    case notApplicable = "not applicable"
  }

  public struct Item: Sendable, Codable, Equatable {
    /// The guideline's number, such as `6c`.
    public let number: String
    /// The guideline's section, such as `Methods`.
    public let section: String
    /// What the item asks for, in our words.
    public let asks: String
    public let state: State
    /// The answer, why it does not apply, or which key of the study file would supply it.
    public let answer: String
  }

  public let guideline: Guideline
  public let items: [Item]
}
