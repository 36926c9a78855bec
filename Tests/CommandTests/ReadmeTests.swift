import Foundation
import TestSupport
import Testing

/// The README takes a new user from a clone to a verdict, a re-analysis, a plot and a batch: every
/// command in it is run here, in its order, in one folder.
@Suite("The commands of the README")
struct ReadmeTests {
  /// An indented paragraph of the README.
  private struct Block {
    /// The number of its first line, from 1.
    let line: Int
    var lines: [Substring]

    var text: String { lines.joined(separator: "\n") }
    /// The index of the line after it, from 0.
    var next: Int { line - 1 + lines.count }

    /// Targets of `make`, which are too large to run inside a test.
    var targets: [String] {
      text.matches(of: /(?m)^make ([a-z-]+)/).map { String($0.1) }
    }
  }

  private static var isCommand: Regex<(Substring, Substring)> {
    #/^(\.build/release/magnify|magnify|make|cp|cat >|mkdir|for) ?/#
  }

  /// The paragraphs that are commands.
  private static func commands() throws -> [Block] {
    try indented().filter { $0.text.prefixMatch(of: isCommand) != nil }
  }

  /// Indented paragraphs, in order.
  private static func indented() throws -> [Block] {
    let file = Reference.repository.appendingPathComponent("README.md")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var blocks: [Block] = []
    for (index, line) in lines.enumerated() where line.hasPrefix("    ") {
      if let last = blocks.last, last.next == index {
        blocks[blocks.count - 1].lines.append(line.dropFirst(4))
      } else {
        blocks.append(Block(line: index + 1, lines: [line.dropFirst(4)]))
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
    let blocks = try ReadmeTests.commands().filter { $0.targets.isEmpty }
    #expect(blocks.count >= 10)
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
    let blocks = try ReadmeTests.commands()
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
    let blocks = try ReadmeTests.indented()
    let first = try #require(blocks.firstIndex { $0.text.hasPrefix(beginning) })
    let run = try Magnify.shell("$MAGNIFY \(command)", in: try ReadmeTests.clone())
    #expect(run.status == 0, "\(run.error)")
    let given = Set(run.output.split(separator: "\n"))
    // The paragraphs of one output are one blank line apart.
    var end = blocks[first].next
    for block in blocks[first...] where block.line - 1 <= end + 1 {
      end = block.next
      for line in block.lines { #expect(given.contains(line), "README.md:\(block.line): \(line)") }
    }
  }
}
