import Glibc

/// The memory of this process, in bytes, from /proc/self/status.
enum ProcessMemory {
  /// Resident now.
  static var resident: Int { field("VmRSS:") }
  /// The most that was resident since the start or the last `resetPeak`.
  static var peak: Int { field("VmHWM:") }

  /// Starts the peak anew from what is resident now.
  static func resetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  private static func field(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      guard text.hasPrefix(name) else { continue }
      return (Int(text.filter(\.isNumber)) ?? 0) * 1024
    }
    return 0
  }
}
