import Tables

extension NOf1Catalogue {
  static let monitoring = [
    entry(
      "N230", "No bet against chance without a known draw",
      """
      Continuous monitoring bets on what the randomisation draws, so it must be known how that \
      was done: declare randomisation: paired-cycles, nightly or blocks. Without it there is no \
      e-value, and no responder.
      """),
    entry(
      "N231", "The log does not follow the scheme that is bet on",
      """
      Often nights that were not recorded have no row, or the planned periods are not in the \
      columns 'period' and 'cycle'. A schedule that the scheme could not have drawn has no \
      probability that could be bet on.
      """),
    entry(
      "N232", "A look that was not declared",
      """
      Whoever looks often and stops at a good moment finds a responder by chance more often. The \
      look is therefore counted as one more: the thresholds are those of a study that had \
      declared it.
      """),
    entry(
      "N233", "Looks that do not fit the plan",
      """
      Looks are numbers of complete cycles, in increasing order, and the last of them is the \
      planned end: it must agree with the schedule.
      """),
    entry(
      "N234", "Too few cycles for continuous monitoring",
      """
      With two arms each cycle doubles the stake at most, and 2 x 2 x 2 x 2 is 16: the e-value \
      can reach 20 only from the fifth cycle on. Plan more and shorter cycles, draw every night \
      by itself, or declare looks instead.
      """),
    entry(
      "N235", "A look too early for a verdict",
      """
      A verdict needs three complete cycles. A look before that shows the effect and its \
      interval, and costs nothing.
      """),
  ]
}
