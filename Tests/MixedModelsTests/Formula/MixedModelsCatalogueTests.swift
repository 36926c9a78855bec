import Foundation
import MixedModels
import TestSupport
import Testing

@Suite struct MixedModelsCatalogueTests {
  /// Every M1 code in the sources is explained, and every explained one is in the sources.
  @Test func everyCodeIsExplainedAndUsed() throws {
    let folder = Reference.repository.appendingPathComponent("Sources/MixedModels")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var used = Set<String>()
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift",
        !file.lastPathComponent.hasPrefix("MixedModelsCatalogue")
      else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(M1[0-9]{2})"/) { used.insert(String(match.1)) }
    }
    let explained = MixedModelsCatalogue.explanations.map(\.code).filter { $0.hasPrefix("M1") }
    #expect(Set(explained).count == explained.count)
    #expect(used.count > 25)
    #expect(used.subtracting(explained).isEmpty)
    #expect(Set(explained).subtracting(used).isEmpty)
  }

  @Test func textsAreSentences() {
    for entry in MixedModelsCatalogue.explanations {
      #expect(!entry.title.hasSuffix(".") && entry.text.count > 20)
      #expect(entry.text.last == "." || entry.text.last == "?" || entry.text.last == ")")
      #expect(!entry.text.contains("\n"))
    }
  }
}
