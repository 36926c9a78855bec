import Figures
import Trials

/// What `magnify trials document` gives.
extension SchemaCatalogue {
  static var trialsDocument: String {
    let answers: Fields =
      [
        ("group", string), ("outcome", string), ("measure", string), ("unit", string),
        ("studies", count), ("uncontrolled", count), ("excluded", count), ("method", maybeString),
        ("estimate", maybeNumber),
      ] + limits + ratios
    return trialsDocument(
      "document",
      [
        ("answers", rows(answers)), ("checks", rows(consistencyCheck)), ("derived", rows(derived)),
        ("claims", rows(claim)), ("excluded", rows(exclusion)), ("studies", rows(listedStudy)),
      ])
  }
}
