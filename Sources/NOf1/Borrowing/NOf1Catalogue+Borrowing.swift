import Tables

extension NOf1Catalogue {
  static let borrowing = [
    entry(
      "N270", "The trials were not read",
      """
      A prior 'trials:FILE' needs the file that 'magnify trials pool --save-prior FILE' writes: what \
      the pooled trials predict for one more setting.
      """),
    entry(
      "N271", "A prediction that cannot be a prior",
      """
      Centre and scale must be finite, the scale above 0, the degrees of freedom 1 or more, and log \
      ratios within -10 and 10. Pooling that went wrong, or a file written by hand, looks like this.
      """),
    entry(
      "N272", "The trials measure another kind of effect",
      """
      Counts, durations and yes/no nights are compared by ratios, scores by differences, and a \
      difference cannot be turned into a ratio without the level that it started from. Ratios of \
      spread say nothing of either. Pool the trials again with a measure that fits.
      """),
    entry(
      "N273", "Nobody responds exactly as the average does",
      """
      Trials tell the average effect, and how it varies between trials. How much persons differ \
      cannot be seen in trials with two periods, so it has to be assumed. 0 would assume that the \
      average of the trials is your own effect, and your nights would count for little. The grid \
      0.15, 0.28 and 0.5 shows how much hangs on the choice.
      """),
    entry(
      "N274", "The trials' measure is not quite this effect",
      """
      The prior is used as it stands. The ratio of the shares of people with an event is near the \
      ratio of rates only where events are rare; a difference serves only a score in its own unit. \
      If it does not fit, choose another prior.
      """),
    entry(
      "N275", "A spread between persons that is not used",
      "It widens a prior from trials, and this study has another prior: leave it out, or say which."
    ),
    entry(
      "N276", "Your nights and the trials disagree",
      """
      Your own nights alone lie farther from the trials' prediction than it allows for 19 people in \
      20. You may differ from the people in the trials, the spread between persons may be larger \
      than assumed, or something is wrong with the log or the trials. The posterior lies between \
      the two and may describe neither: look at both.
      """),
    entry(
      "N277", "Your own nights alone give no interval",
      """
      Without a single event on one of the arms (or with one on every night) the nights bound the \
      effect on one side only. The posterior is then the trials' prediction, cut off on that side.
      """),
  ]
}
