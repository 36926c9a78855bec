import Figures
import Numerics
import Tables
import Trials

extension SavedPrior {
  /// The text of the file: pretty JSON, its keys in a fixed order.
  public var fileText: String {
    let value: JSONValue = [
      "schema": .string(SavedPrior.schema), "mean": .number(distribution.mean),
      "scale": .number(distribution.scale),
      "degrees_of_freedom": JSONValue(distribution.degreesOfFreedom),
      "measure": .string(measure.name), "on": .string(scale.rawValue), "unit": .string(unit),
      "outcome": .string(outcome), "group": .string(group),
      "studies": .array(studies.map(JSONValue.string)),
      "sources": .array(
        sources.map { ["path": .string($0.path), "sha256": .string($0.sha256)] }),
      "note": .string(note),
    ]
    return value.rendered(.pretty) + "\n"
  }

  /// Reads what `trials pool --save-prior` wrote.
  /// - Throws: `InvalidInput` (A350) where the file is something else.
  public init(file: TableSource) throws(InvalidInput) {
    guard let contents = String(validating: file.bytes, as: UTF8.self),
      let value = try? JSONValue(parsing: contents)
    else { throw SavedPrior.refusal(file, "it is not JSON") }
    guard value["schema"]?.text == SavedPrior.schema else {
      throw SavedPrior.refusal(file, "its schema is not \(SavedPrior.schema)")
    }
    func required<Value>(_ name: String, _ found: Value?) throws(InvalidInput) -> Value {
      guard let found else { throw SavedPrior.refusal(file, "'\(name)' is missing or odd") }
      return found
    }
    func text(_ name: String) throws(InvalidInput) -> String {
      try required(name, value[name]?.text)
    }
    let mean = try required("mean", value["mean"]?.double)
    let scale = try required("scale", value["scale"]?.double.flatMap { $0 > 0 ? $0 : nil })
    let freedom = try required("degrees_of_freedom", value["degrees_of_freedom"])
    guard freedom == .null || freedom.double.map({ $0 > 0 }) ?? false else {
      throw SavedPrior.refusal(file, "'degrees_of_freedom' is not a positive number")
    }
    let name = try text("measure")
    let sources = try required("sources", value["sources"]?.elements).compactMap { source in
      source["path"]?.text.flatMap { path in
        source["sha256"]?.text.map { Source(path: path, sha256: $0) }
      }
    }
    self.init(
      distribution: PredictiveDistribution(
        mean: mean, scale: scale, degreesOfFreedom: freedom.double),
      scale: try required("on", Scale(rawValue: try text("on"))),
      measure: try required("measure", EffectMeasure(name: name)), unit: try text("unit"),
      outcome: try text("outcome"), group: try text("group"),
      studies: try required("studies", value["studies"]?.elements).compactMap(\.text),
      sources: sources)
  }

  private static func refusal(_ file: TableSource, _ reason: String) -> InvalidInput {
    InvalidInput(
      Finding(
        code: "A350", severity: .error,
        message: "\(Finding.quoted(file.name)) is not a saved prior: \(reason)",
        hint: "name a file that magnify trials pool --save-prior wrote"))
  }
}
