/// What the template `Page` shows.
struct PageModel: Sendable {
  let title: Markup
  let style: Markup
  /// Empty where one result has the page to itself.
  let contents: [Link]
  let sections: [SectionModel]
  let disclaimer: [Markup]
}

/// An entry of the table of contents.
struct Link: Sendable {
  let target: Markup
  let text: Markup
  let detail: Markup

  init(_ section: ResultSection) {
    target = Markup(section.identifier)
    text = Markup(section.title)
    detail = Markup(section.command)
  }
}

/// A section and the levels of its headings: one lower where several results share a page.
struct SectionModel: Sendable {
  let result: ResultSection
  let id: Markup
  /// The heading of the result, absent where the page's title is the same.
  let heading: [Markup]
  let tone: Markup
  let command: Markup
  let h: String
  let hh: String
  let hhh: String

  init(_ result: ResultSection, isAlone: Bool) {
    self.result = result
    id = Markup(result.identifier)
    heading = isAlone ? [] : [Markup(result.title)]
    tone = Markup(result.tone)
    command = Markup("magnify \(result.command)")
    h = isAlone ? "h2" : "h3"
    hh = isAlone ? "h3" : "h4"
    hhh = isAlone ? "h4" : "h5"
  }
}
