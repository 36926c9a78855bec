/// A value of a variable at which a model is evaluated.
public enum VariableValue: Sendable, Equatable {
  case number(Double)
  case level(String)
}
