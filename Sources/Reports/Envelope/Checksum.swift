import Crypto

/// The SHA-256 of bytes.
public enum Checksum {
  /// In lower-case hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String { text(self.bytes(bytes)) }

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
