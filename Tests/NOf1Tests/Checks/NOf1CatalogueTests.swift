import Foundation
import TestSupport
import Testing

@testable import NOf1

@Suite struct NOf1CatalogueTests {
  /// Every code in the sources is explained, and every explained code is in the sources.
  @Test func everyCodeIsExplainedAndUsed() throws {
    let folder = Reference.repository.appendingPathComponent("Sources/NOf1")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var used = Set<String>()
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift", !file.lastPathComponent.hasPrefix("NOf1Catalogue") else {
        continue
      }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(N[0-9]{3})"/) { used.insert(String(match.1)) }
    }
    let explained = NOf1Catalogue.explanations.map(\.code)
    #expect(Set(explained).count == explained.count)
    #expect(used.count > 30)
    #expect(used.subtracting(explained).isEmpty)
    #expect(Set(explained).subtracting(used).isEmpty)
  }

  @Test func textsAreSentences() {
    for entry in NOf1Catalogue.explanations {
      #expect(!entry.title.hasSuffix(".") && entry.text.count > 20)
      #expect(entry.text.last == "." || entry.text.last == "?" || entry.text.last == ")")
      #expect(!entry.text.contains("\n"))
    }
  }
}
