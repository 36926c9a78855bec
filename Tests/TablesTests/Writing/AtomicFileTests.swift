import Foundation
import Tables
import Testing

@Suite(.serialized) struct AtomicFileTests {
  private let bytes = Array("a,b\n1,2\n".utf8)

  @Test func aNewFileHasTheBytesAndTheMode() throws {
    try withTemporaryFolder { folder in
      let mask = umask(0o022)
      defer { umask(mask) }
      try AtomicFile.write(bytes, to: folder + "/x.csv", overwrite: false)
      try AtomicFile.write(bytes, to: folder + "/p.csv", overwrite: false, permissions: 0o600)
      try AtomicFile.write([], to: folder + "/empty", overwrite: true)
      #expect(try content(folder + "/x.csv") == "a,b\n1,2\n")
      #expect(try content(folder + "/empty") == "")
      #expect(try names(in: folder) == ["empty", "p.csv", "x.csv"])
      #expect(try mode(folder + "/x.csv") == 0o644)
      #expect(try mode(folder + "/p.csv") == 0o600)
    }
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func anExistingFileIsReplacedOnlyWhenAsked() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.csv"
      try AtomicFile.write(Array("old".utf8), to: path, overwrite: false)
      #expect(throws: OutputError.exists(path)) {
        try AtomicFile.write(bytes, to: path, overwrite: false)
      }
      #expect(try content(path) == "old")
      try AtomicFile.write(bytes, to: path, overwrite: true)
      #expect(try content(path) == "a,b\n1,2\n")
      #expect(try names(in: folder) == ["x.csv"])
    }
  }

  @Test func aRefusalIsKnownBeforeTheWork() throws {
    try withTemporaryFolder { folder in
      let (old, new) = (folder + "/old.csv", folder + "/new.csv")
      try AtomicFile.write(bytes, to: old, overwrite: false)
      try AtomicFile.requireWritable([new], overwrite: false)
      try AtomicFile.requireWritable([old, new], overwrite: true)
      #expect(throws: OutputError.exists(old)) {
        try AtomicFile.requireWritable([new, old], overwrite: false)
      }
      #expect(throws: OutputError.namedTwice(new)) {
        try AtomicFile.requireWritable([new, new], overwrite: true)
      }
      #expect(try names(in: folder) == ["old.csv"])
    }
  }

  @Test func targetsThatCannotBe() throws {
    try withTemporaryFolder { folder in
      #expect(throws: OutputError.isDirectory(folder)) {
        try AtomicFile.write(bytes, to: folder, overwrite: true)
      }
      #expect(throws: OutputError.isDirectory(folder + "/")) {
        try AtomicFile.write(bytes, to: folder + "/", overwrite: true)
      }
      let lost = folder + "/none/x.csv"
      #expect(throws: OutputError.noSuchFolder(lost, folder: folder + "/none")) {
        try AtomicFile.write(bytes, to: lost, overwrite: true)
      }
      let left = try names(in: folder)
      #expect(left == [])
    }
  }

  @Test func aFolderThatCannotBeWritten() throws {
    // The process file system takes no files, not even from the superuser.
    #expect(throws: OutputError.self) {
      try AtomicFile.write(bytes, to: "/proc/self/x.csv", overwrite: false)
    }
    try withTemporaryFolder { folder in
      chmod(folder, 0o555)
      defer { chmod(folder, 0o755) }
      guard access(folder, W_OK) != 0 else {
        print("skipped: the superuser may write anywhere")
        return
      }
      let path = folder + "/x.csv"
      #expect(throws: OutputError.notWritable(path, reason: "Permission denied")) {
        try AtomicFile.write(bytes, to: path, overwrite: false)
      }
      let left = try names(in: folder)
      #expect(left == [])
    }
  }

  /// A limit on file sizes fails a write midway, as a full disk does.
  @Test func aFailureMidwayLeavesNothingBehind() throws {
    try withTemporaryFolder { folder in
      let large = [UInt8](repeating: 0x61, count: 64 << 20)
      let path = folder + "/x.csv"
      try AtomicFile.write(bytes, to: path, overwrite: false)
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
      var small = rlimit(rlim_cur: 32 << 20, rlim_max: limit.rlim_max)
      let handler = signal(SIGXFSZ, SIG_IGN)
      setrlimit(__rlimit_resource_t(1), &small)
      defer {
        setrlimit(__rlimit_resource_t(1), &limit)
        signal(SIGXFSZ, handler)
      }
      #expect(throws: OutputError.notWritable(path, reason: "File too large")) {
        try AtomicFile.write(large, to: path, overwrite: true)
      }
      #expect(throws: OutputError.notWritable(folder + "/z", reason: "File too large")) {
        try AtomicFile.writeAll(
          [(folder + "/y", bytes), (folder + "/z", large)], overwrite: false)
      }
      #expect(try names(in: folder) == ["x.csv"])
      #expect(try content(path) == "a,b\n1,2\n")
    }
  }

  @Test func aFullDeviceIsAnError() {
    #expect(
      throws: OutputError.notWritable("/dev/full", reason: "No space left on device")
    ) {
      try AtomicFile.write(bytes, to: "/dev/full", overwrite: false)
    }
    #expect(throws: Never.self) {
      try AtomicFile.write(bytes, to: "/dev/null", overwrite: false)
    }
  }

  @Test func linksAreFollowed() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/data", withIntermediateDirectories: true)
      symlink("data/x.csv", folder + "/link")
      try AtomicFile.write(Array("old".utf8), to: folder + "/link", overwrite: false)
      try AtomicFile.write(bytes, to: folder + "/link", overwrite: true)
      #expect(try names(in: folder) == ["data", "link"])
      #expect(try names(in: folder + "/data") == ["x.csv"])
      #expect(try content(folder + "/link") == "a,b\n1,2\n")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link")
          == "data/x.csv")
    }
  }

  @Test func severalFilesAreAllWrittenOrNone() throws {
    try withTemporaryFolder { folder in
      let paths = ["a", "b", "c"].map { folder + "/" + $0 }
      try AtomicFile.write(Array("old".utf8), to: paths[2], overwrite: false)
      #expect(throws: OutputError.exists(paths[2])) {
        try AtomicFile.writeAll(paths.map { ($0, bytes) }, overwrite: false)
      }
      #expect(try names(in: folder) == ["c"])
      #expect(try content(paths[2]) == "old")
      #expect(throws: OutputError.namedTwice(folder + "/./a")) {
        try AtomicFile.writeAll([(paths[0], bytes), (folder + "/./a", bytes)], overwrite: true)
      }
      #expect(try names(in: folder) == ["c"])
      try AtomicFile.writeAll(paths.map { ($0, bytes) }, overwrite: true)
      #expect(try names(in: folder) == ["a", "b", "c"])
      #expect(try paths.map { try content($0) } == Array(repeating: "a,b\n1,2\n", count: 3))
    }
  }
}
