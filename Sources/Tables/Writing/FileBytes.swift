import Glibc

/// Bytes into an open file.
package enum FileBytes {
  /// False, with the reason in `errno`, if not all bytes could be written.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let step = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
        if step < 0 && errno == EINTR { continue }
        if step <= 0 { return false }
        done += step
      }
      return true
    }
  }
}
