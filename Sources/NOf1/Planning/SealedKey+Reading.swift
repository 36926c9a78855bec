import Tables
import Yams

extension SealedKey {
  /// Reads a key.
  ///
  /// - Parameters:
  ///   - yaml: the text of the file.
  ///   - file: its name as the user gave it, for the places of errors.
  /// - Throws: every error with its line and column: N201 to N205 as for a study file; N221 not a
  ///   key, or not one that this version reads.
  public static func read(yaml: String, file: String) throws(InvalidInput) -> SealedKey {
    var reader = YAMLReader(yaml: yaml, file: file)
    let start = Place(file: file, line: 1)
    guard let root = try reader.root(of: "a sealed key", example: "version: 1") else {
      throw InvalidInput(notAKey("the file is empty", place: start))
    }
    var (version, seed): (Int?, UInt64?)
    var (generator, hash): (String?, String?)
    var codes = [Code]()
    let keys = ["version", "seed", "generator", "schedule_sha256", "codes"]
    reader.readMapping(root, name: "a sealed key", keys: keys) { key, node, reader in
      switch key {
      case "version": version = reader.whole(node, key, "version 1", in: 1...Self.version)
      case "seed": seed = reader.seed(node, key)
      case "generator": generator = reader.text(node, key)
      case "schedule_sha256": hash = reader.sha256(node, key)
      default: codes = Self.codes(node, &reader)
      }
    }
    try reader.throwIfAny()
    guard version != nil, let seed, let generator, let hash, !codes.isEmpty else {
      throw InvalidInput(
        notAKey("a sealed key has \(keys.joined(separator: ", "))", place: start))
    }
    return SealedKey(
      text: yaml, seed: seed, generator: generator, scheduleSHA256: hash, codes: codes, file: file)
  }

  private static func codes(_ node: Node, _ reader: inout YAMLReader) -> [Code] {
    guard let mapping = node.mapping else {
      return reader.wrongType(node, "codes", "lines such as  K7Q: placebo") ?? []
    }
    return mapping.compactMap { code, arm in
      guard let code = code.scalar?.string else { return nil }
      return reader.text(arm, "codes.\(code)").map { Code(code: code, arm: $0) }
    }
  }

  private static func notAKey(_ message: String, place: Place) -> Finding {
    Finding(
      code: "N221", severity: .error, message: "this is not a sealed key: \(message)",
      hint: "name the key file that the plan was written with", place: place)
  }
}
