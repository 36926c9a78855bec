import Tables

extension TrialsCatalogue {
  /// A13x numbers of the same people twice.
  static let paired = [
    entry(
      "A131", "The end less the start is not the change",
      """
      The mean change of a group is the difference of its means, if all are of the same people. \
      Common reasons for another number: the change is of the completers and the start of \
      everybody; it was adjusted, or is a median; a decrease is printed without its minus. All \
      three means are taken with their rounding.
      """),
    entry(
      "A132", "Three standard deviations that do not go together",
      """
      The SDs at the start, at the end and of the change leave one correlation between a person's \
      two values, (s1^2 + s2^2 - d^2) / (2 s1 s2). Outside -1 to 1 for every rounding, they cannot \
      be of the same people. Often one is a standard error, or the number of people differs. A \
      correlation within -1 and 1 is not proof of anything: below 0 it is rare for a symptom, and \
      near 1 it is rare for a diary.
      """),
    entry(
      "A133", "A paired P that does not go with its means and SDs",
      """
      The P of a paired t test gives the standard error of the difference, the SD of the \
      differences and, with the SDs of both, a correlation. If none from -1 to 1 fits, whatever \
      the rounding, the P is not that of a paired t test on these numbers: it may be of ranks, of \
      a model with periods, of other people, or of two groups taken as separate. Where an interval \
      is printed with the estimate, it is compared with the paired t interval and its P instead.
      """),
  ]
}
