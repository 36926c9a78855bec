import Foundation

/// The folder of reference results, which stands beside the repository and is not part of it.
public enum Reference {
  /// The repository's root, found from this file.
  public static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The reference folder: `MAGNIFY_REFERENCE`, or `../shared/reference` beside the repository.
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["MAGNIFY_REFERENCE"] {
      return URL(fileURLWithPath: path)
    }
    return repository.deletingLastPathComponent().appendingPathComponent("shared/reference")
  }()

  /// The path of a reference file, or nil, with a printed reason, where it is absent.
  /// Use as the condition of a test: `.enabled(if: Reference.has("expected/x.json"))`.
  public static func path(_ name: String) -> String? {
    let path = folder.appendingPathComponent(name).path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: no reference file \(name) (set MAGNIFY_REFERENCE to the reference folder)")
    return nil
  }

  public static func has(_ name: String) -> Bool { path(name) != nil }

  /// The rows of a CSV file without quoted fields, each a dictionary by column name.
  public static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first else { return [] }
    let header = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
  }

  /// A JSON file as dictionaries and arrays.
  public static func json(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }
}
