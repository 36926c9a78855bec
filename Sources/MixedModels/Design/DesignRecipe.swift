/// How to evaluate a model on other rows than those it was fitted to: variables, levels, contrasts.
public struct DesignRecipe: Sendable, Codable, Equatable {
  public init() {}
}
