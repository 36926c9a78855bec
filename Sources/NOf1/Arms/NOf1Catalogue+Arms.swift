import Tables

extension NOf1Catalogue {
  static let arms = [
    entry(
      "N260", "The study describes an arm that the log does not have",
      """
      The names under 'arms' are those of the column 'treatment'. Capitals and blanks count: \
      correct the study file or the log.
      """),
    entry(
      "N261", "A dose that is not a mass",
      """
      Doses are numbers of milligrams, without the unit, 0 or more. Micrograms, a comment in the \
      cell or a code for 'not taken' give this warning. Such a night has the dose of its arm, if \
      the study or the other nights say one.
      """),
    entry(
      "N262", "Several forms in one arm",
      """
      What is compared are arms, and the nights of one arm count as one form, the most frequent \
      one. To compare forms, give each its own name in the column 'treatment', and draw their \
      order at random.
      """),
    entry(
      "N263", "Nightly doses that differ from the study",
      """
      The study file gives the arm one dose, and the log has others on some nights. The effect per \
      dose uses each night's own. Doses that were chosen because of how the night looked make it \
      misleading.
      """),
  ]
}
