import Mustache

/// The templates of a page, embedded in the program: nothing is read while it runs.
enum PageTemplates {
  static var style: String { text(PackageResources.Style_css) }

  static func render(_ page: PageModel) -> String {
    let sources = [
      ("Page", PackageResources.Page_mustache), ("Result", PackageResources.Result_mustache),
      ("Prose", PackageResources.Prose_mustache), ("Table", PackageResources.Table_mustache),
      ("Numbers", PackageResources.Numbers_mustache),
      ("Computed", PackageResources.Computed_mustache),
    ]
    var library = MustacheLibrary()
    do {
      for (name, bytes) in sources { try library.register(text(bytes), named: name) }
    } catch {
      preconditionFailure("a template of the page is damaged: \(error)")
    }
    return library.render(page, withTemplate: "Page") ?? ""
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
