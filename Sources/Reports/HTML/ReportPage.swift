import Mustache

/// One HTML page from saved results: nothing to load, nothing that runs.
///
/// For every result: what it says in words, the effect and its interval, figures, reasons, checks,
/// findings, what was left out, how it was computed, and every number in full. Each rounded number
/// leads to its full value. The same results give the same bytes.
public struct ReportPage: Sendable {
  let title: String
  let sections: [ResultSection]

  /// - Parameters:
  ///   - sections: the parts of the page in their order, numbered from 1.
  ///   - title: of the page; by default the title of the only result, or how many there are.
  public init(_ sections: [ResultSection], title: String? = nil) {
    self.sections = sections
    self.title =
      title ?? (sections.count == 1 ? sections[0].title : "\(sections.count) results of magnify")
  }

  /// - Parameters:
  ///   - results: in the order in which the page shows them.
  ///   - title: of the page; by default the title of the only result, or how many there are.
  ///   - redact: hide the values of the input in findings.
  /// - Throws: `SavedResultError.damaged` where a drawing holds more than shapes and text.
  public init(
    _ results: [SavedResult], title: String? = nil, redact: Bool = false
  ) throws(SavedResultError) {
    var sections: [ResultSection] = []
    for result in results {
      sections.append(try ResultSection(result, number: sections.count + 1, redact: redact))
    }
    self.init(sections, title: title)
  }

  /// The page, UTF-8, with a final newline.
  public func html() -> String {
    let page = PageModel(
      title: Markup(title), style: Markup(html: PageTemplates.style),
      contents: sections.count > 1 ? sections.map(Link.init) : [],
      sections: sections.map { SectionModel($0, isAlone: sections.count == 1) },
      disclaimer: sections.contains(where: \.hasDisclaimer)
        ? [Markup(PersonalReport.disclaimer)] : [])
    return PageTemplates.render(page)
  }
}
