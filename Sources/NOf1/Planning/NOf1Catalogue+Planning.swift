import Tables

extension NOf1Catalogue {
  static let following = [
    entry(
      "N148", "Planned nights without a row",
      """
      Nights that were not recorded are easily deleted, and then nobody can tell them from nights \
      that were never planned. Put the rows back with the treatment that was planned and an empty \
      outcome. Rows may be missing only after the last night so far.
      """),
    entry(
      "N149", "Rows in another order than the plan",
      """
      The log was perhaps sorted by another column, where a cell is easily moved to a wrong night. \
      Sort it by night, and compare it with the schedule.
      """),
    entry(
      "N150", "Another treatment than planned",
      """
      The column 'treatment' holds what was planned for the night, also when something else was \
      taken: the draw is what makes the comparison fair. Write the planned arm, put 'no' into \
      'taken', and say in 'note' what happened. The analysis shows both, as planned and as taken.
      """),
    entry(
      "N151", "Nights that the plan does not have",
      """
      The first night was perhaps another than planned, or the log goes on after the end. Draw the \
      plan again with the true first date before you begin; or number the nights in a column 'day' \
      in place of 'date', and the first night of the log is the first of the plan.
      """),
    entry(
      "N152", "Two people in one log",
      """
      Nights of several people were put in one file. Each person has an effect of their own: give \
      each a file, or analyse all with magnify nof1 pool. A column 'id' that differs in every row \
      is taken to number the rows.
      """),
    entry(
      "N153", "A code that the key does not know",
      """
      A code was mistyped, or the key or the schedule belongs to another plan. While the treatments \
      are sealed, 'treatment' holds the codes as the schedule has them, never the arms.
      """),
  ]

  static let planning = [
    entry(
      "N211", "The arms of a plan",
      """
      A plan compares 2 to 5 arms with names that a log can hold. Names that differ only in \
      capitals, blanks or hyphens would be taken for one another.
      """),
    entry(
      "N212", "The size of a plan",
      """
      Cycles and nights of a period are whole numbers from 1, the plan has at most 3,660 nights, \
      and it ends before the year 10000.
      """),
    entry(
      "N213", "The wash-in does not fit",
      """
      The first nights after every switch are left out of the analysis, so that a period must be \
      longer. Where every night is drawn by itself there is no such period.
      """),
    entry(
      "N214", "A scheme that cannot be followed",
      """
      No schedule keeps these limits, or the schedules could be neither counted nor compared: see \
      the message.
      """),
    entry(
      "N215", "Looks that do not fit the plan",
      "Looks come after complete cycles, each later than the one before, the last at the end."),
    entry(
      "N216", "What will be measured?",
      """
      Before the first night there are no values to tell the kind of the outcome from: say whether \
      it is a count, a score, a duration or a yes or no. Its column must not have the name of \
      another column of the log.
      """),
    entry(
      "N217", "An incomplete design",
      """
      The key 'design' says that the log was written with a plan, and the plan's other parts are \
      missing. Use the study file as it was written; for a schedule of your own leave 'design' out.
      """),
    entry(
      "N218", "An assumption that is not possible",
      "See the message for what the assumed mean, spread or share of missing nights can be."),
    entry(
      "N221", "Not a sealed key",
      """
      Perhaps the study file or the schedule was named in place of the key, or the key was written \
      by a later version.
      """),
    entry(
      "N222", "The wrong key",
      """
      The study file holds the SHA-256 of its key. This one has another: it belongs to another \
      plan, or somebody edited it, if only the ends of its lines.
      """),
    entry(
      "N223", "The schedule was changed",
      """
      Often a spreadsheet saved it anew, with other dates or line ends; or nights were exchanged, \
      or the design beside it was edited. The schedule is drawn again from its seed and compared; \
      a sealed key holds its SHA-256 as well. Use the files as they were written.
      """),
    entry(
      "N224", "The treatments are sealed",
      """
      The log holds codes, and only the key says what they stand for. Open it after the last night, \
      so that nobody knows before what they take.
      """),
  ]
}
