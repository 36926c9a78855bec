import Tables

@testable import MixedModels

/// What became of a fit: every number of it finite, or the code of the error.
enum FitOutcome: Equatable, CustomStringConvertible {
  case fit
  case refused(String)
  case notFinite(String)

  init(_ specification: MixedModelSpecification, _ table: () throws -> Table) {
    do {
      let model = try specification.fit(try table())
      let numbers: [(String, [Double])] = [
        ("coefficients", model.coefficients), ("standard errors", model.standardErrors),
        ("covariance", model.coefficientCovariance.elements), ("sigma", [model.sigma]),
        ("deviance", [model.deviance]), ("parameters", model.parameters.vector),
        ("log determinants", [model.logDeterminantRandom, model.logDeterminantFixed]),
        ("fitted", try model.fittedValues()),
        ("modes", try model.conditionalModes().flatMap { $0.estimates + $0.standardErrors }),
      ]
      let wrong = numbers.first { !$0.1.allSatisfy(\.isFinite) }
      self = wrong.map { .notFinite($0.0) } ?? .fit
    } catch let error as InvalidInput {
      self = .refused(error.findings[0].code)
    } catch let error as MixedModelError {
      self = .refused(error.finding.code)
    } catch {
      self = .refused("an error without code: \(error)")
    }
  }

  var description: String {
    switch self {
    case .fit: "fit"
    case .refused(let code): code
    case .notFinite(let what): "\(what) not finite"
    }
  }
}
