/// The answer to one item, before it is put into words.
enum ChecklistAnswer {
  case answered(String)
  /// What is known although it does not answer the item, and the keys that would.
  case notSupplied(known: String?, keys: [String])
  case notApplicable(String)
}

extension Checklist.Item {
  init(_ number: String, _ section: String, _ asks: String, _ answer: ChecklistAnswer) {
    switch answer {
    case .answered(let text):
      self.init(number: number, section: section, asks: asks, state: .answered, answer: text)
    case .notApplicable(let reason):
      self.init(number: number, section: section, asks: asks, state: .notApplicable, answer: reason)
    case .notSupplied(let known, let keys):
      self.init(
        number: number, section: section, asks: asks, state: .notSupplied,
        answer: sentences([
          known, "To supply in the study file: \(keys.joined(separator: ", ")).",
        ]) ?? "")
    }
  }
}

/// The parts that exist, each closed with a full stop, as one text; nil where there is none.
func sentences(_ parts: [String?]) -> String? {
  let parts = parts.compactMap { $0?.trimmed }.filter { !$0.isEmpty }.map {
    ".!?".contains($0.last ?? " ") ? $0 : $0 + "."
  }
  return parts.isEmpty ? nil : parts.joined(separator: " ")
}
