import Tables
import Yams

extension YAMLReader {
  /// The texts of `report:` by key; errors are collected: N202 unknown key, N203 not a text, N340
  /// a text that says nothing.
  mutating func reportTexts(_ node: Node) -> [String: String] {
    var texts = [String: String]()
    readMapping(node, name: "report", keys: ReportKey.allCases.map(\.rawValue)) {
      key, node, reader in
      guard let text = node.scalar?.string.trimmed else {
        reader.report(
          "N203", place: reader.place(of: node), "report.\(key) must be a text",
          hint: "write one text; a long one may go over several lines after 'report.\(key): >'")
        return
      }
      guard ReportKey.says(text) else {
        reader.report(
          "N340", place: reader.place(of: node), "\(Finding.quoted(text)) says nothing",
          hint: "leave report.\(key) out until it is known; if it does not apply, say why",
          value: text)
        return
      }
      texts[key] = text
    }
    return texts
  }
}
