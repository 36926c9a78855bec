import ArgumentParser

/// A verb that reads any number of tables of trials and nothing else.
protocol TrialTablesCommand: BatchableCommand {
  var input: TrialsInputOptions { get set }
}

extension TrialTablesCommand {
  var positionals: [String] {
    get { input.paths }
    set { input.paths = newValue }
  }
}

extension TrialsListCommand: TrialTablesCommand {}
extension TrialsCheckCommand: TrialTablesCommand {}
extension TrialsDeriveCommand: TrialTablesCommand {}
extension TrialsEffectsCommand: TrialTablesCommand {}
extension TrialsPoolCommand: TrialTablesCommand {}
extension TrialsStressCommand: TrialTablesCommand {}
extension TrialsDocumentCommand: TrialTablesCommand {}

extension TrialsShowCommand: BatchableCommand {
  var positionals: [String] {
    get { names }
    set { names = newValue }
  }
}

extension TrialsClaimsCommand: BatchableCommand {
  var positionals: [String] {
    get { [claims] }
    set { claims = newValue[0] }
  }
}
