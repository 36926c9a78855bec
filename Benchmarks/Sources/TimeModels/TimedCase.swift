import ArgumentParser
import Tables

/// A case of any family.
enum TimedCase: ExpressibleByArgument {
  case linear(ModelCase)
  case generalized(GeneralizedCase)

  init?(argument: String) {
    if let own = ModelCase(rawValue: argument) {
      self = .linear(own)
    } else if let own = GeneralizedCase(rawValue: argument) {
      self = .generalized(own)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] {
    ModelCase.allCases.map(\.rawValue) + GeneralizedCase.allCases.map(\.rawValue)
  }

  var file: String {
    switch self {
    case .linear(let own): own.file
    case .generalized(let own): own.file
    }
  }

  func timed(_ table: Table, seconds: Double) throws -> CaseResult {
    switch self {
    case .linear(let own): try own.timed(table, seconds: seconds)
    case .generalized(let own): try own.timed(table, seconds: seconds)
    }
  }
}
