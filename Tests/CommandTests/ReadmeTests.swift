import Foundation
import TestSupport
import Testing

/// The README takes a new user from a clone to a verdict, a re-analysis, a plot and a batch: every
/// command in it is run here, in its order, in one folder.
@Suite("The commands of the README")
struct ReadmeTests {
  /// An indented block of the README that begins with a command, with the number of its line.
  private struct Block {
    let line: Int
    let text: String

    /// Targets of `make`, which are too large to run inside a test.
    var targets: [String] {
      text.matches(of: /(?m)^make ([a-z-]+)/).map { String($0.1) }
    }
  }

  private static var isCommand: Regex<(Substring, Substring)> {
    #/^(\.build/release/magnify|magnify|make|cp|cat >|mkdir|for) ?/#
  }

  private static func blocks() throws -> [Block] {
    try indented().filter { $0.text.prefixMatch(of: isCommand) != nil }
  }

  private static func indented() throws -> [Block] {
    let file = Reference.repository.appendingPathComponent("README.md")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var blocks: [Block] = []
    var current: [Substring] = []
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("    ") {
        current.append(line.dropFirst(4))
      } else if !current.isEmpty && (!line.isEmpty || index + 1 == lines.count) {
        blocks.append(
          Block(line: index + 1 - current.count, text: current.joined(separator: "\n")))
        current = []
      }
    }
    return blocks
  }

  /// A folder that looks like a clone in which `make demo` was run.
  private static func clone() throws -> Scratch {
    let folder = try Scratch()
    let manager = FileManager.default
    for name in ["Datasets", "Sources", "Notebooks", "Workflow", "Examples"] {
      try manager.createSymbolicLink(
        at: folder.url.appendingPathComponent(name),
        withDestinationURL: Reference.repository.appendingPathComponent(name))
    }
    let built = folder.url.appendingPathComponent(".build/release")
    try manager.createDirectory(at: built, withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      at: built.appendingPathComponent("magnify"),
      withDestinationURL: try #require(Magnify.executable))
    return folder
  }

  @Test("all run, one after the other")
  func commands() throws {
    let folder = try ReadmeTests.clone()
    let blocks = try ReadmeTests.blocks().filter { $0.targets.isEmpty }
    #expect(blocks.count >= 12)
    for block in blocks {
      let run = try Magnify.shell("set -euo pipefail\n\(block.text)", in: folder)
      #expect(run.status == 0, "README.md:\(block.line): \(block.text)\n\(run.error)")
    }
    // What the README promises to leave: a verdict, a re-analysis, plots, a batch, a page.
    for file in [
      "verdict.json", "plots/series.csv", "series.svg", "trials.json", "results/summary.csv",
      "page.html",
    ] {
      #expect(folder.contents.contains(file), "\(file)")
    }
  }

  @Test("name only targets that the Makefile has")
  func targets() throws {
    let makefile = try String(
      contentsOf: Reference.repository.appendingPathComponent("Makefile"), encoding: .utf8)
    let blocks = try ReadmeTests.blocks()
    let named = blocks.flatMap(\.targets)
    #expect(named.contains("demo") && named.contains("test"))
    for target in named { #expect(makefile.contains("\n\(target):"), "make \(target)") }
  }

  @Test(
    "show the output that the commands give, line by line",
    arguments: [
      (
        "Magnesium against placebo",
        """
        nof1 analyze Datasets/personal-logs/responder.csv \
          --study Datasets/personal-logs/responder.study.yaml
        """
      ),
      ("cramp frequency", "trials pool Datasets/magnesium-trials --group idiopathic"),
      (
        "  Effects on cramps",
        """
        fit 'cramps ~ treatment + (1 + treatment | person)' \
          Datasets/cramp-diaries/cramp-diaries.csv --family poisson \
          --correlation 'ar1(night | person)' --levels treatment=placebo,magnesium
        """
      ),
    ])
  func shownOutput(beginning: String, command: String) throws {
    let shown = try #require(
      ReadmeTests.indented().first { $0.text.hasPrefix(beginning) }, "\(beginning)")
    let run = try Magnify.shell("$MAGNIFY \(command)", in: try ReadmeTests.clone())
    #expect(run.status == 0, "\(run.error)")
    let given = Set(run.output.split(separator: "\n"))
    for line in shown.text.split(separator: "\n") {
      #expect(given.contains(line), "README.md:\(shown.line): \(line)")
    }
  }
}
