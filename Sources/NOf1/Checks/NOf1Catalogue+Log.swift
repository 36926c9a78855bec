import Tables

extension NOf1Catalogue {
  static let errors = [
    entry(
      "N101", "A column is missing",
      """
      The log needs the columns 'date' (or 'day'), 'treatment' and the outcome, and every covariate \
      that the study declares. Most often the name is spelled differently in the file, or the \
      outcome is not called 'cramps'. Rename the column, or name the outcome with --outcome.
      """),
    entry(
      "N102", "A row without a night",
      """
      Every row is about one night, and this one does not say which. Spreadsheets often leave a \
      half-empty row at the end. Write the date, or delete the row.
      """),
    entry(
      "N103", "Two rows for one night",
      """
      Both lines are named. A night was perhaps entered twice, or noted once before and once after \
      midnight, or one date is mistyped. Keep one row for every night: which one is right, only \
      you can know.
      """),
    entry("N104", "No rows", "The file has column names but no nights. Was it saved in full?"),
    entry(
      "N105", "A night without a treatment",
      """
      A night without an arm can be compared with nothing. Write the arm that was planned for that \
      night, also when nothing was recorded or nothing was taken ('taken' says that), or delete \
      the row.
      """),
    entry(
      "N107", "A count that is not possible",
      """
      A count of cramps is 0 or more, and below a million. A negative number is often a code for \
      'not recorded', such as -9 or -99: leave the cell empty instead.
      """),
    entry(
      "N108", "A number that this outcome cannot have",
      """
      A count is a whole number. Fractions appear when a column holds means of several days, or \
      when it is a score and not a count: say --kind score, and which difference matters.
      """),
    entry(
      "N109", "Neither yes nor no",
      """
      A yes-or-no outcome is written yes/no, y/n, true/false or 1/0. An empty cell is a night that \
      was not recorded. For more than two answers use --kind ordinal, \
      count or score.
      """),
    entry(
      "N110", "A duration that is not possible",
      """
      Minutes are above 0 on a night with a cramp. A night without one has an empty cell or 0, and \
      is not used when durations are compared. Perhaps the cramp was noted and its length forgotten.
      """),
    entry(
      "N111", "The log spans more than ten years",
      """
      Almost always one year is mistyped (2052 for 2025). The night that lies farthest from the \
      others is named.
      """),
    entry(
      "N112", "Which arm is the reference?",
      """
      The effect is 'treatment against reference', and the names of the arms do not tell which is \
      which. An arm named placebo, control, comparator, sham, none or off is taken as the \
      reference; otherwise say --reference NAME.
      """),
    entry(
      "N113", "The study names an arm that the log does not have",
      """
      Capitals and blanks count: 'Placebo' and 'placebo' are two names. Correct the study file or \
      the log; names are never merged silently.
      """),
    entry(
      "N114", "A covariate is empty on a recorded night",
      """
      A covariate that was declared in advance is needed on every night that enters the analysis. \
      Fill it in, or drop it from the declared covariates and say so.
      """),
    entry(
      "N115", "'taken' is neither yes nor no",
      "Write yes or no (or 1 and 0), and leave the cell empty where you do not remember."),
    entry(
      "N116", "A cycle is taken up again",
      """
      The 'cycle' column goes back to an earlier cycle after another one. Perhaps one number is \
      mistyped, or rows were sorted by another column before the cycles were numbered.
      """),
    entry(
      "N118", "Arms that the study does not name",
      """
      Either the study's list of treatments is not complete, or the log holds nights that belong \
      to no arm, such as a pause: remove these rows. A column with very many names is probably \
      not the column of treatments.
      """),
  ]

  static let unavailable = [
    entry(
      "N171", "Only one arm",
      "Every night so far is on one arm, so there is nothing to compare it with. Go on with the plan."
    ),
    entry(
      "N172", "An arm without a recorded night",
      """
      The arm is in the log, but its outcome was never recorded. If the nights are still to come, \
      wait; if the arm was given up, take its rows out.
      """),
    entry("N173", "Fewer than two recorded nights", "No effect can be estimated from one night."),
    entry(
      "N174", "The outcome never changes",
      """
      Within each arm every night has the same score, so nothing shows how much nights differ by \
      themselves, and no interval exists. Was the right column named? A scale that is too coarse \
      does this too. (Counts that are all zero are analysed: they say how rare cramps are.)
      """),
    entry(
      "N175", "No arm was recorded twice",
      "How much nights differ by themselves shows only where an arm has two nights. Record more."),
    entry(
      "N176", "The wash-in leaves no nights",
      """
      The first nights after every switch are left out, and on some arm nothing recorded remains. \
      With switches every night or two there can be no wash-in; with longer periods choose a \
      shorter one.
      """),
    entry(
      "N181", "No randomisation test",
      """
      The test asks what other schedules could have been drawn, and the study does not say how \
      the order was drawn. Declare 'randomised: yes' and 'randomisation:' if it was drawn at \
      random; if it was not, there is no such test.
      """),
    entry(
      "N182", "The log does not follow the declared scheme",
      """
      Often nights that were not recorded have no row, or the planned periods are not in the \
      columns 'period' and 'cycle', so that two neighbouring periods on one arm look like one. \
      A schedule that the scheme could not have drawn has no p value under it.
      """),
    entry(
      "N183", "Too few complete cycles",
      """
      A cycle is complete when every arm occurs in it. The spread between cycles needs two of \
      them, the randomisation of cycles one.
      """),
    entry(
      "N184", "All cycles give the same estimate",
      """
      The interval is made of the spread between cycles, and there is none. With rare cramps and \
      equal periods this happens by chance; the main fit still stands.
      """),
  ]

  static let study = [
    entry(
      "N201", "The study file is not YAML",
      """
      Write 'key: value' lines, indent with blanks (never tabs), and put texts with a colon in \
      quotes.
      """),
    entry(
      "N202", "Unknown key",
      "A key that is not known would be ignored, and with it what you meant: correct its spelling."),
    entry(
      "N203", "Wrong type", "The value is of another kind than the key needs: see the message."),
    entry(
      "N204", "A value that is not possible",
      """
      See the message for what the key can be. A ratio that matters is below 1 when lower is \
      better (0.75 means 25 % fewer) and above 1 when higher is better.
      """),
    entry("N205", "A key given twice", "Only one can be meant: keep that one."),
    entry(
      "N206", "Which difference matters?",
      """
      For scores there is no common answer, so you must say it: --mcid 1 means that one point is \
      worth having. Choose it before you look at the results.
      """),
    entry(
      "N207", "A contradiction in the study",
      "Two of its statements cannot both hold: see the message."),
    entry(
      "N210", "This outcome has no such prior",
      """
      The prior 'trial' comes from trials that counted cramps, and says nothing about scores, \
      durations or outcomes of which more is better. Use wide, sceptical, enthusiast or \
      normal:M,S (on the log scale for ratios).
      """),
  ]
}
