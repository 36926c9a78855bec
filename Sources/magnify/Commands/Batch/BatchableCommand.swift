import ArgumentParser

/// A verb that can be a job of a plan.
protocol BatchableCommand: ResultCommand {
  var output: OutputOptions { get set }
  /// What it is given besides options, in order.
  var positionals: [String] { get set }
  /// One thread: a batch runs many jobs side by side instead.
  mutating func useOneThread()
  /// Whether its result would depend on when it runs.
  var dependsOnClock: Bool { get }
}

extension BatchableCommand {
  mutating func useOneThread() {}
  var dependsOnClock: Bool { false }
}

extension AnalyzeCommand: BatchableCommand {
  var positionals: [String] {
    get { [log] }
    set { log = newValue[0] }
  }
  mutating func useOneThread() { jobs = 1 }
}

extension CheckCommand: BatchableCommand {
  var positionals: [String] {
    get { [log] }
    set { log = newValue[0] }
  }
  var dependsOnClock: Bool { today == nil }
}

extension PoolCommand: BatchableCommand {
  var positionals: [String] {
    get { paths }
    set { paths = newValue }
  }
  mutating func useOneThread() { jobs = 1 }
}

extension PowerCommand: BatchableCommand {
  var positionals: [String] {
    get { [] }
    set {}
  }
  mutating func useOneThread() { jobs = 1 }
}

extension FitCommand: BatchableCommand {
  var positionals: [String] {
    get { [formula, data] }
    set { (formula, data) = (newValue[0], newValue[1]) }
  }
  mutating func useOneThread() { inference.jobs = 1 }
  var dependsOnClock: Bool { timings }
}

extension ChecklistCommand: BatchableCommand {
  var positionals: [String] {
    get { [result].compactMap { $0 } }
    set { result = newValue.first }
  }
}

extension PredictCommand: BatchableCommand {
  var positionals: [String] {
    get { [fit, new] }
    set { (fit, new) = (newValue[0], newValue[1]) }
  }
}
