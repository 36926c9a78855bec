import NOf1
import Tables
import TestSupport
import Testing

/// The logs that come with Magnify: what their README says of them holds.
@Suite("Shipped personal logs")
struct PersonalLogsTests {
  /// The verdict that the README promises for each log.
  static let promises: [(name: String, answer: Verdict.Answer)] = [
    ("responder", .responder),
    ("non-responder", .nonResponder),
    ("inconclusive", .inconclusive),
    ("ab-only", .designCannotIdentify),
    ("three-forms", .inconclusive),
    ("missing-20", .inconclusive),
    ("severity", .responder),
  ]

  static let folder = Reference.repository.path + "/Datasets/personal-logs"

  static func text(_ file: String) throws -> String {
    String(decoding: try TableSource.read(path: "\(folder)/\(file)").bytes, as: UTF8.self)
  }

  static func read(_ name: String) throws -> (table: Table, read: ReadLog) {
    let table = try Table.read(path: "\(folder)/\(name).csv")
    let study = try StudyFile.read(
      yaml: try text("\(name).study.yaml"), file: "\(name).study.yaml")
    return (table, try PersonalLogReader.read(table: table, file: study))
  }

  @Test("The default analysis gives the verdict that the README promises", arguments: promises)
  func verdict(name: String, promised: Verdict.Answer) throws {
    let read = try Self.read(name).read
    var options = AnalysisOptions()
    options.simulation = false
    let answer = try read.study.analyze(read.log, options: options).verdict.answer
    #expect(answer == promised)
    let readme = try Self.text("README.md")
    let row = readme.split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }
    #expect(row?.contains("| \(promised.rawValue) |") == true)
  }

  @Test("No check warns about anything but missing nights", arguments: promises.map(\.name))
  func checks(name: String) throws {
    let (table, read) = try Self.read(name)
    let findings = read.findings + LogChecks.run(table: table, read: read)
    #expect(findings.filter { $0.severity != .information }.map(\.code) == [])
    #expect(
      findings.allSatisfy { $0.code.hasPrefix("N13") },
      "\(findings.map { "\($0.code) \($0.message)" })")
  }

  @Test("A fifth of the nights of missing-20 is missing, with and without a row")
  func missing() throws {
    let (table, read) = try Self.read("missing-20")
    let span = try #require(read.log.nights.last).day + 1
    let recorded = read.log.recorded.count
    #expect(span == 84)
    #expect(span - recorded == 17)
    #expect(table.rowCount > recorded && table.rowCount < span)
  }

  @Test("Every log says that it is simulated", arguments: promises.map(\.name))
  func labelled(name: String) throws {
    #expect(try Self.text("\(name).study.yaml").hasPrefix("# SIMULATED"))
    let package = try Self.text("datapackage.json")
    #expect(package.contains("\"path\" : \"\(name).csv\""))
    let simulated = package.split(separator: "\n").filter { $0.contains("\"simulated\" : true") }
    #expect(simulated.count == Self.promises.count)
  }
}
