import Crypto

/// The SHA-256 of bytes.
public enum Checksum {
  /// In lower-case hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String { text(self.bytes(bytes)) }

  /// That of a text of these lines, each with a line feed.
  public static func sha256(lines: some Sequence<String>) -> String {
    var hash = SHA256()
    for line in lines {
      var text = line + "\n"
      text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    return text(Array(hash.finalize()))
  }

  /// Its 32 bytes.
  public static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    return Array(hash.finalize())
  }

  /// Bytes in lower-case hexadecimal.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
