import Tables

extension NOf1Catalogue {
  static let population = [
    entry(
      "N300", "Persons with different outcomes",
      """
      Many people are analysed together only if the same thing was measured in the same way. Often \
      the columns agree and only the kind was inferred differently, because one person's values \
      happen to be only 0 and 1: say it with --kind. Otherwise analyse these persons apart.
      """),
    entry(
      "N301", "Persons with different arms",
      """
      The average over people is about one treatment against one reference. Either an arm is \
      spelled differently in this log, or this person compared something else; where a log has \
      more than two arms, say with --treatments which comes first.
      """),
    entry(
      "N302", "Too few persons",
      """
      How much people differ can only be asked of at least two. Were persons left out because \
      their logs could not be used? One log is analysed by itself.
      """),
    entry(
      "N303", "A row without a person",
      """
      In one table of many people's nights every row says whose night it is. Spreadsheets often \
      leave the cells below a name empty: fill them in, or delete the row.
      """),
  ]
}
