import Foundation
import Testing

@testable import Tables

@Suite struct StreamedFileTests {
  private func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("streamed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test func appearsWholeWhenPublished() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("people.csv").path
    let file = try StreamedFile(path: path, overwrite: false, permissions: 0o600)
    var writer = CSVWriter(header: ["person", "effect"])
    for person in 0..<1000 {
      writer.append([.integer(person), .number(0.5)])
      if person % 100 == 99 { try file.append(writer.takeBytes()) }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.publish()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.split(separator: "\n").count == 1001)
    #expect(text.hasPrefix("person,effect\n0,0.5\n") && text.hasSuffix("999,0.5\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["people.csv"])
    #expect(throws: OutputError.self) { try StreamedFile(path: path, overwrite: false) }
  }

  @Test func leavesNothingBehindWhenNotPublished() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let file = try StreamedFile(
        path: folder.appendingPathComponent("people.csv").path, overwrite: false)
      try file.append(Array("half a row".utf8))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
