import Foundation
import Testing

@Suite("The examples that help shows")
struct HelpExampleTests {
  @Test("run, and say nothing but warnings on standard error", arguments: HelpExample.leaves)
  func run(verb: [String]) throws {
    let example = try HelpExample(of: verb)
    #expect(!example.commands.isEmpty)
    let folder = try HelpExample.folder(for: example.commands)
    for command in example.commands {
      #expect(command.hasPrefix("magnify \(verb.joined(separator: " "))"))
      let run = try HelpExample.run(command, in: folder)
      #expect(run.status == 0, "\(command): \(run.error)")
      #expect(!run.error.contains(": error "), "\(command)")
      #expect(!run.output.isEmpty || command.contains(" -o "), "\(command)")
    }
  }

  @Test("of verbs that hold others are theirs", arguments: HelpExample.groups)
  func group(verb: [String]) throws {
    let commands = try HelpExample(of: verb).commands
    let leaves = try HelpExample.leaves.flatMap { try HelpExample(of: $0).commands }
    #expect(!commands.isEmpty)
    for command in commands { #expect(leaves.contains(command), "\(command)") }
  }

  @Test("end with status 64 with a flag that there is not", arguments: HelpExample.leaves)
  func unknownFlag(verb: [String]) throws {
    let folder = try Scratch()
    for command in try HelpExample(of: verb).commands {
      let run = try HelpExample.run(command, "--no-such-flag", in: folder)
      #expect(run.status == 64 && run.output.isEmpty, "\(command)")
      #expect(run.error.contains("--no-such-flag"), "\(command)")
    }
    #expect(folder.contents.isEmpty)
  }

  @Test("end with status 66 where their files are missing", arguments: HelpExample.leaves)
  func missingFile(verb: [String]) throws {
    for command in try HelpExample(of: verb).commands where HelpExampleTests.reads(command) {
      let folder = try Scratch()
      let run = try HelpExample.run(command, in: folder)
      #expect(run.status == 66 && run.output.isEmpty, "\(command): \(run.error)")
      #expect(run.error.contains("error F101: "), "\(command)")
      #expect(folder.contents.isEmpty, "\(command)")
    }
  }

  @Test(
    "end with status 73, before any work, where the result cannot be written",
    arguments: HelpExample.leaves)
  func unwritable(verb: [String]) throws {
    for command in try HelpExample(of: verb).commands.prefix(1)
    where HelpExampleTests.writes(command) {
      let folder = try HelpExample.folder(for: [command])
      let before = folder.contents
      let bare = command.replacing(#/ (-o|--into|--plots|--people) \S+/#, with: "")
      for path in ["no-such-folder/result", "log.csv/result", "log.csv", "/proc/result"] {
        let run = try HelpExample.run(bare, "-o \(path)", in: folder)
        let isInput = bare.contains(path)
        #expect(run.status == (isInput ? 64 : 73), "\(bare) -o \(path): \(run.error)")
        #expect(run.output.isEmpty && (isInput || run.error.contains("error F102: ")))
      }
      // /proc only shows when it is written to that nothing can be: a batch keeps its jobs' results.
      let after = folder.contents.filter { verb != ["run"] || !$0.hasPrefix("results") }
      #expect(after == before, "\(command)")
    }
  }

  /// Whether the command reads a file.
  private static func reads(_ command: String) -> Bool {
    command.contains(/\.csv|\.json|\.yaml|Datasets|logs/)
  }

  /// Whether the command has a result that `-o` can send elsewhere.
  private static func writes(_ command: String) -> Bool {
    !command.hasPrefix("magnify explain") && !command.hasPrefix("magnify schema")
  }
}
