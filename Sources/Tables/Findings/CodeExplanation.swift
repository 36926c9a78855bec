/// What `magnify explain CODE` says.
public struct CodeExplanation: Sendable, Codable, Equatable {
  public let code: String
  public let title: String
  /// What it means, the innocent causes first, and what to do.
  public let text: String

  public init(code: String, title: String, text: String) {
    self.code = code
    self.title = title
    self.text = text
  }
}
