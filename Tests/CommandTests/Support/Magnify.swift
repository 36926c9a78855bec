import Foundation
import Testing

/// The built command, run as a process in a folder of its own.
struct Magnify {
  /// What a run left: its status and both streams.
  struct Run {
    let status: Int32
    let endedBySignal: Bool
    let output: String
    let error: String

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any])
    }
  }

  /// The executable beside the test bundle: in the nearest folder above it that has one.
  static let executable: URL? = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("magnify")
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: candidate.path, isDirectory: &isFolder)
      if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path) {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// Runs the command in the folder, or in the one that holds it, and waits for its end.
  static func run(
    _ arguments: [String], in folder: Scratch, above: Bool = false, input: String? = nil
  ) throws -> Run {
    let place = above ? folder.url.deletingLastPathComponent() : folder.url
    return try run(try #require(executable), arguments, in: place, input: input)
  }

  /// Runs a line of the shell, in which `$MAGNIFY` is the command.
  static func shell(_ line: String, in folder: Scratch) throws -> Run {
    let path = try #require(executable).path
    let script = "MAGNIFY='\(path)'; \(line)"
    return try run(URL(fileURLWithPath: "/bin/bash"), ["-c", script], in: folder.url, input: nil)
  }

  private static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String?
  ) throws -> Run {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Streams go to files: a pipe that nobody empties would stop the process.
    let streams = try Scratch()
    try streams.write("", to: "output")
    try streams.write("", to: "error")
    try streams.write(input ?? "", to: "input")
    let (output, error) = (streams.path("output"), streams.path("error"))
    process.standardInput = FileHandle(forReadingAtPath: streams.path("input"))
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: error)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      endedBySignal: process.terminationReason == .uncaughtSignal,
      output: try String(contentsOfFile: output, encoding: .utf8),
      error: try String(contentsOfFile: error, encoding: .utf8))
  }
}
