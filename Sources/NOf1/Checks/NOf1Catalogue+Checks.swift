import Tables

extension NOf1Catalogue {
  static let checks = [
    entry(
      "N130", "Rows out of order",
      """
      Nights were perhaps added later, or the file was sorted by another column. The analysis puts \
      them in order of dates. A mistyped date shows in the same way: check the ones named.
      """),
    entry(
      "N131", "Nights in the future",
      """
      Planned nights may have been entered in advance, the computer's clock may be wrong, or a \
      year is mistyped. Nights that have not happened should not have an outcome.
      """),
    entry(
      "N132", "Dates without a row",
      """
      Travel, illness or a forgotten notebook: missing nights are normal and are not counted as \
      nights without cramps. Above a fifth of all nights it is a warning, because the nights that \
      were recorded may no longer be typical.
      """),
    entry(
      "N133", "Missing nights per arm",
      """
      A few are harmless. If one arm misses many more than another, ask why: nights skipped because \
      they were good, or because they were too bad to write, would move the result. The analysis \
      shows what happens if they were at their best and at their worst.
      """),
    entry(
      "N134", "Outcome outside its declared range",
      """
      A digit too many, another unit, or a range in the study file that is too narrow. The value \
      is used as it stands.
      """),
    entry(
      "N135", "One arm in two spellings?",
      """
      Capitals, a misspelling, or Mg beside magnesium. They may also be two arms, which is why \
      they are never merged silently: if they are one, write one name everywhere.
      """),
    entry(
      "N136", "Weekdays disagree with dates",
      """
      If all are off by the same number, weeks may be counted from another day, or the whole \
      calendar is shifted. If only some are, their dates are probably mistyped.
      """),
    entry(
      "N137", "The log differs from the plan",
      """
      A switch a day late is common and harmless. Many nights on another arm than planned mean \
      that the order is no longer the one that was drawn, so the randomisation test compares the \
      wrong thing. A plan that has not ended means that this is an early look: say so.
      """),
    entry(
      "N138", "Adherence",
      """
      How often the treatment was taken as planned. Forgetting now and then is normal. Below 80 % \
      on an arm it is a warning: the effect of being assigned to an arm is then smaller than that \
      of taking it.
      """),
    entry(
      "N139", "Guessing the treatment",
      """
      Right guesses more often than chance can mean that the treatment works, that it has a taste \
      or a side effect, or that the capsules differ. It does not spoil the log by itself, but \
      expectation may then be part of the effect. Of each period the last guess counts once, \
      since guesses within a period repeat each other; where every night was drawn by itself, \
      every guess counts.
      """),
    entry(
      "N140", "More than 350 mg of elemental magnesium",
      """
      350 mg a day is the tolerable upper intake level for adults from supplements and medicines \
      (food not counted), set by the Institute of Medicine of the US National Academies in 1997 \
      because of diarrhoea at higher doses. Clinicians do prescribe more. Is the dose perhaps the \
      mass of the salt, which is not elemental? This is information, not advice: ask a clinician, \
      above all with kidney disease.
      """),
    entry(
      "N141", "Elemental dose from the mass of the salt",
      """
      mass x (magnesium atoms x 24.305) / molar mass, with molar masses computed from the formulas: \
      oxide 40.304, citrate 451.11 (three magnesium), bisglycinate 172.42, malate 156.38, sulfate \
      heptahydrate 246.47, chloride hexahydrate 203.30, and so on; the one used is printed. \
      Products that name a salt may hold another hydrate, or a mixture.
      """),
    entry(
      "N142", "The effect that matters was set late",
      """
      It is honest to say so. A threshold chosen after the codes were known may have been chosen \
      with the result in mind; read the interval rather than the verdict.
      """),
    entry(
      "N143", "A period with two arms",
      """
      A switch was made a night early or late, or the column numbers something else, such as \
      weeks. The period is split where the arm changes.
      """),
    entry(
      "N144", "Salt and dose",
      """
      The salt is not one whose molar mass is known here, or the stated dose is not what that mass \
      of the salt holds. Labels often give the mass of the salt, and brands use other hydrates.
      """),
    entry(
      "N145", "Day numbers do not follow the dates",
      """
      Often 'day' counts the nights of the study and leaves out skipped dates. The dates are used, \
      since the time between nights matters for what they have in common.
      """),
    entry(
      "N146", "Cycles that are not complete",
      """
      A log that is still running ends within a cycle, and a cycle with a lost period stays \
      incomplete. Its nights count in the main fit, not where whole cycles are compared. The \
      complete cycles are numbered from 1 without gaps.
      """),
    entry(
      "N147", "Blanks around a name",
      "Blanks at the ends of a name are not part of it. Nothing to do."),
  ]
}
