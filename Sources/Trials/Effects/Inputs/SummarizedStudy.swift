/// A study's label and what it printed.
public struct SummarizedStudy: Sendable, Equatable {
  public let study: String
  public let summary: StudySummary

  public init(study: String, summary: StudySummary) {
    self.study = study
    self.summary = summary
  }
}
