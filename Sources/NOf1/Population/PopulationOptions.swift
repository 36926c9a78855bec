/// How many people's logs are analysed together.
public struct PopulationOptions: Sendable {
  /// Coverage of every interval.
  public var level = 0.95
  /// Priors of the average and the spread; nil for the default of the outcome.
  public var prior: PopulationPrior?
  /// Threads; the result does not depend on it.
  public var jobs = 1
  /// Persons read and fitted at a time; the result does not depend on it.
  public var batchSize = 256
  /// Whether a person whose log cannot be read or has too little in it is left out, with the
  /// reason, instead of ending the analysis.
  public var skipsUnusable = false
  /// Told about every person left out, in the order of input.
  public var excluded: (@Sendable (ExcludedPerson) -> Void)?
  /// Told how many persons have been fitted.
  public var progress: (@Sendable (_ done: Int) -> Void)?

  public init() {}
}
