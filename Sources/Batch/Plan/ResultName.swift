/// What a result may be called.
enum ResultName {
  /// Why a name cannot be that of a result, or nil.
  static func problem(of name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.last?.isEmpty ?? true { return "it is empty" }
    if parts.first?.isEmpty ?? true { return "it leaves the folder of results" }
    if parts.contains("..") { return "it leaves the folder of results" }
    if parts.first == "." || parts.contains("") || parts.dropFirst().contains(".") {
      return "its folders are not written plainly"
    }
    if parts.first == ".magnify" { return "'.magnify' is the folder of the journal" }
    if name.contains("{") { return "there is no such placeholder" }
    if name.utf8.contains(where: { $0 < 0x20 }) { return "it has a control character" }
    if parts.contains(where: { $0.utf8.count > 240 }) { return "it is too long" }
    return nil
  }
}
