import Foundation
import Numerics
import Testing

@testable import MixedModels

/// A fitted generalised model beside a reference result, field by field.
struct GeneralizedComparison {
  typealias Tolerance = FitComparison.Tolerance

  let reference: ReferenceCase
  let model: GeneralizedMixedModel
  let joint: JointCovariance
  /// Of every field that was compared, in the order of the first comparison.
  private(set) var fields: [FitComparison] = []
  /// Keys of the results that were compared.
  private(set) var keys: Set<String> = []

  init(_ reference: ReferenceCase) throws {
    self.reference = reference
    let specification = try reference.generalizedSpecification()
    model = try specification.fitGeneralized(ReferenceCase.table(reference.dataset))
    joint = try model.jointCovariance()
  }

  var results: ReferenceBlock { reference.results }
  var isPlain: Bool { model.isPlain }

  mutating func claim(_ keys: String...) { self.keys.formUnion(keys) }

  mutating func compare(
    _ field: String, _ values: [Double], _ expected: [Double], _ tolerance: Tolerance,
    units: [Double]? = nil
  ) {
    change(field) { $0.compare(field, values, expected, tolerance, units: units) }
  }

  mutating func compare(
    _ field: String, _ value: Double, _ expected: Double, _ tolerance: Tolerance,
    unit: Double? = nil
  ) {
    change(field) { $0.compare(field, value, expected, tolerance, unit: unit) }
  }

  mutating func requireSame<Value: Equatable>(_ field: String, _ value: Value, _ expected: Value) {
    change(field) { $0.requireSame(field, value, expected) }
  }

  private mutating func change(_ field: String, _ body: (inout FitComparison) -> Void) {
    if let index = fields.firstIndex(where: { $0.name == field }) { return body(&fields[index]) }
    fields.append(FitComparison(field))
    body(&fields[fields.count - 1])
  }

  var failures: [String] { fields.filter { !($0.must.ratio <= 1) }.map(\.must.place) }

  /// One line for the log of the tests: the share of the least and of the good tolerance.
  var summary: String {
    let parts = fields.map { field in
      "\(field.name) \(Self.short(field.must.ratio))"
        + (field.good.ratio <= 1 ? "" : " (not good: \(Self.short(field.good.ratio)))")
    }
    return "\(reference.name): \(parts.joined(separator: ", "))"
  }

  private static func short(_ ratio: Double) -> String {
    ratio == 0 ? "0" : String(format: "%.1e", ratio)
  }
}

extension FitComparison.Tolerance {
  typealias Tolerance = FitComparison.Tolerance

  /// Of log-likelihoods, absolute.
  static let logLikelihood = Tolerance(must: 1e-5, good: 1e-8)
  /// Of estimates in units of their standard error; relative for deviations and what follows.
  static let generalized = Tolerance(must: 1e-4, good: 1e-6)
  static let standardError = Tolerance(must: 1e-3, good: 1e-5)
  static let probability = Tolerance(must: 1e-3, good: 1e-5)
}
