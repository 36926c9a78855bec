import Foundation
import MixedModels
import Testing

extension ReferenceCase {
  /// The case's model, from lme4's or nlme's notation.
  func model(criterion: Criterion? = nil) throws -> LinearMixedModel {
    let parts = nlmeParts
    return try fit(
      parts.formula, criterion: criterion, correlation: parts.correlation,
      variance: parts.variance)
  }

  /// `distance ~ age; random = ~ age | Subject; correlation = corAR1(form = ~ t | Subject)` as
  /// `distance ~ age + (age | Subject)` and `ar1(t | Subject)`.
  var nlmeParts: (formula: String, correlation: String?, variance: String?) {
    var text = formula.replacing("gls: ", with: "")
    // What follows is a note on how a column was made.
    if let note = text.firstRange(of: "), occ") { text = String(text[..<note.lowerBound]) + ")" }
    var parts = text.components(separatedBy: "; ")
    var formula = parts.removeFirst()
    var (correlation, variance): (String?, String?)
    for part in parts {
      let value = part.drop { $0 != "~" }.dropFirst().trimmingCharacters(in: .whitespaces)
      if part.hasPrefix("random = pdDiag") {
        formula += " + (\(value.replacing(") |", with: " ||")))"
      } else if part.hasPrefix("random") {
        formula += " + (\(value))"
      } else if part.hasPrefix("correlation") {
        correlation = Self.correlation(
          part, String(value.dropLast()).replacing("occ", with: occasion))
      } else if part.hasPrefix("weights = varIdent") {
        variance = "ident(\(value.dropFirst(4).dropLast()))"
      } else if part.hasPrefix("weights = varPower") {
        variance = "power(\(value.dropLast()))"
      }
    }
    if let inner = correlation, inner.hasPrefix("us("), variance != nil { variance = nil }
    return (formula, correlation, variance)
  }

  /// The occasion by which the rows of a subject are ordered, in terms of the data's columns.
  private var occasion: String { dataset == "oxboys" ? "Occasion" : "(age - 6) / 2" }

  private static func correlation(_ part: String, _ value: String) -> String? {
    let kinds = [
      "corAR1": "ar1", "corCAR1": "car1", "corCompSymm": "cs", "corSymm": "us",
    ]
    let name = part.dropFirst("correlation = ".count).prefix { $0 != "(" }
    guard let kind = kinds[String(name)] else { return nil }
    // Visits are levels, not numbers to compute with.
    let inner = kind == "us" ? value.replacing("(age - 6) / 2", with: "age") : value
    return "\(kind)(\(inner))"
  }
}

extension ReferenceBlock {
  /// A matrix as its rows; a single number stands for one of order 1.
  func matrix(_ key: String) throws -> [[Double]] {
    if let number = values[key] as? Double { return [[number]] }
    return try #require(values[key] as? [[Double]], "no matrix \(key)")
  }

  /// An array of objects.
  func blocks(_ key: String) throws -> [ReferenceBlock] {
    let array = try #require(values[key] as? [[String: Any]], "no array of objects \(key)")
    return array.map { ReferenceBlock(values: $0) }
  }
}

/// R's name of a column: without the brackets around levels.
func plainName(_ name: String) -> String { name.filter { $0 != "[" && $0 != "]" } }
