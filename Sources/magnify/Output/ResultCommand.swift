import ArgumentParser

/// A verb that reads, computes and gives a result; how it is run and written is the same for all.
protocol ResultCommand: ParsableCommand {
  /// As it is typed, e.g. `nof1 analyze`.
  static var verb: String { get }
  var output: OutputOptions { get }
  /// Where its plots go, if anywhere.
  var plotsFolder: OutputFolder? { get }
  /// What is written beside the result, so that it can be refused before any work is done.
  var writtenFiles: [String] { get }
  /// Reads and computes.
  func outcome() throws -> Outcome
}

extension ResultCommand {
  var plotsFolder: OutputFolder? { nil }
  var writtenFiles: [String] { [] }

  func run() throws { try output.report(self) }
}
