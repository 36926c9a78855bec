import Glibc

/// The stream for progress and complaints.
public struct StandardError: TextOutputStream {
  public init() {}

  public func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
