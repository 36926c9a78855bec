import Foundation
import Tables
import Testing

@Suite struct TableSourceTests {
  @Test func files() throws {
    try withTemporaryFolder { folder in
      for size in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        let path = folder + "/\(size)"
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
        let source = try TableSource.read(path: path)
        #expect(source.bytes == bytes)
        #expect(source.name == path)
      }
      #expect(throws: InputError.isDirectory(folder)) { try TableSource.read(path: folder) }
      let lost = folder + "/lost.csv"
      #expect(throws: InputError.notFound(lost)) { try TableSource.read(path: lost) }
      #expect(throws: InputError.notFound(lost)) { try Table.read(path: lost) }
    }
  }

  /// What has no size beforehand, as a pipe, is read to its end.
  @Test func filesWithoutASize() throws {
    let source = try TableSource.read(path: "/proc/self/status")
    #expect(String(decoding: source.bytes, as: UTF8.self).hasPrefix("Name:"))
  }

  @Test func unreadableFiles() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.csv"
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
      chmod(path, 0)
      guard access(path, R_OK) != 0 else {
        print("skipped: the superuser may read anything")
        return
      }
      #expect(throws: InputError.unreadable(path, reason: "Permission denied")) {
        try TableSource.read(path: path)
      }
    }
  }

  @Test func tooLargeFiles() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.csv"
      #expect(FileManager.default.createFile(atPath: path, contents: Data()))
      guard truncate(path, 1 << 32) == 0 else {
        print("skipped: the file system takes no file of 4 GiB")
        return
      }
      #expect(throws: InputError.tooLarge(path, bytes: 1 << 32)) {
        try TableSource.read(path: path)
      }
    }
  }
}
