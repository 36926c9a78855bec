import Tables

extension NOf1Catalogue {
  static let ordinal = [
    entry(
      "N250", "A level that the outcome does not have",
      """
      Levels are compared letter by letter with those of the study ('Mild' and 'mild' are two \
      names), and never merged silently. Correct the cell, or add the level to the study in its \
      place in the order. An empty cell is a night that was not recorded.
      """),
    entry(
      "N251", "The order of the levels is not known",
      """
      Words have no order that a program could know, and only the order enters the analysis. Name \
      the levels in the study file, lowest first: 'outcome: {kind: ordinal, levels: [none, mild, \
      moderate, severe]}'. Whole numbers need no such list.
      """),
    entry(
      "N252", "Levels that cannot be",
      """
      An ordinal outcome has two to twelve levels, each named once, lowest first. With more levels \
      nearly every night has its own, and a score (a difference of means) says as much.
      """),
    entry(
      "N253", "Levels for an outcome that is not ordinal",
      """
      Counts, scores, durations and yes-or-no outcomes have no list of levels. Either the kind is \
      'ordinal', or the list belongs to another study.
      """),
  ]
}
