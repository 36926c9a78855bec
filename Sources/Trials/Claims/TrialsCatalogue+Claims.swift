import Tables

extension TrialsCatalogue {
  /// A33x and A34x: what decides a claim.
  static let claims = [
    entry(
      "A330", "A row that is no claim",
      """
      A claim needs a label of its own in the column claim, and its words in statement. A range \
      begins at its lower end.
      """),
    entry(
      "A331", "A conversion, recomputed",
      """
      A millimole of magnesium is 24.305 mg. A stated mass that differs by more than 2 in a \
      hundred contradicts the claim; if it is the mass of a salt, that is said. 12 mmol are 292 mg \
      of magnesium, and 484 mg of magnesium oxide.
      """),
    entry(
      "A332", "Nothing here could decide it",
      """
      The claim needs a reference value, such as a recommended intake, or a study that is not in \
      the tables. Not checkable is neither right nor wrong.
      """),
    entry(
      "A333", "A share of responders",
      """
      That 78 in a hundred found something helpful does not make them responders. A person's own \
      change in one period holds natural fluctuation and regression to the mean besides any \
      effect; telling them apart takes several periods with and without the treatment in the same \
      person.
      """),
    entry(
      "A334", "Single persons",
      """
      A trial's average may be made of small changes in all or of large ones in a few. It supports \
      at most a statement about the group.
      """),
    entry(
      "A335", "Improved, without a comparator",
      """
      People begin a treatment when they are at their worst, and most would have come back to \
      their own mean. A change from before to after holds that, the response to placebo and time \
      as well as the treatment. It can be reported as an observation, not as an effect.
      """),
    entry(
      "A336", "No difference",
      """
      An interval that holds no difference does not show that there is none: it may hold a large \
      one too. No difference is supported by an interval that lies within a margin named \
      beforehand: the claim's number, or --mid. Without a margin, an estimate that a review gives \
      moderate or high certainty may be reported with its interval.
      """),
    entry(
      "A337", "A direction",
      """
      A claim that something is lower, higher, better or worse is supported if every deciding row \
      excludes no difference on that side, rests on two studies or more, is of moderate or high \
      certainty where a review says so, and still holds in a new study. It is contradicted by \
      intervals on the other side. One study, low certainty or trials that were judged not \
      poolable leave a weaker wording.
      """),
    entry(
      "A338", "A size",
      """
      At least m is supported if the whole interval is beyond m, at most m if it excludes an \
      effect larger than m; a size outside the interval is contradicted, unless it is that of one \
      study or of low certainty. A size in words needs a smallest important difference (--mid).
      """),
    entry(
      "A339", "Works only here, or better there",
      """
      An interval that excludes no difference in one group and one that does not in another say \
      nothing of a difference between the groups. The difference itself must be computed, with its \
      own interval, and even that does not show that the others get nothing.
      """),
    entry(
      "A340", "Nobody was compared with that",
      """
      A claim that one form, or one combination, is better than another needs studies that compare \
      the two. Studies of each against placebo are other people at other times.
      """),
    entry(
      "A341", "A dose",
      """
      A dose is judged by the controlled studies that gave it: the elemental dose a day within the \
      claimed range, or within a tenth of a single number. A study that does not print its \
      elemental dose cannot be counted.
      """),
    entry(
      "A342", "When it begins, and when to stop",
      """
      Averages at the end of a trial do not tell when an effect begins nor who would have changed \
      later. That takes the same people at several times against a comparator, or a personal log \
      with repeated periods. An effect that is not shown has no beginning.
      """),
    entry(
      "A343", "How strong the evidence is",
      """
      Counted: controlled studies that print a number, and the certainty that reviews give. More \
      on both counts is stronger.
      """),
    entry(
      "A344", "No controlled number",
      """
      The studies that bear on the claim print nothing of the outcome from which an effect could \
      be made. That is no evidence either way.
      """),
    entry(
      "A345", "Fields that no row can be held to",
      """
      The direction is missing, the words of the outcome do not tell whether more is better, the \
      arms that a review compares are not named, or a size is in another unit. Nothing is guessed.
      """),
  ]
}
