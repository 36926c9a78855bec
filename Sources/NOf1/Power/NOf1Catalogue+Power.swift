extension NOf1Catalogue {
  /// Why a plan for `nof1 power` cannot be simulated.
  static let power = [
    entry(
      "N240", "A list of the plan is empty",
      """
      Every list needs a value, such as --cycles 4, or several with commas: --cycles 3,4,6. Leave \
      the option out to have its default.
      """),
    entry(
      "N241", "A value that a plan cannot have",
      """
      Cycles and nights are whole numbers, a rate is above 0, and a share of missing nights and a \
      correlation lie from 0 to below 1: see the message. A share is written 0.1, not 10.
      """),
    entry(
      "N242", "A value of the plan is given twice",
      "Both would give the same numbers: leave one of the two out."),
    entry(
      "N243", "An effect on the wrong side",
      """
      Planning asks how often a true benefit is found, and how often none is taken for one. A \
      ratio of 0.5 halves the outcome and 1 is no effect; for scores 0 is no effect, and where \
      lower is better a benefit is negative. Perhaps the outcome is one of which more is better: \
      say --better higher.
      """),
    entry(
      "N244", "A design of more than ten years",
      "The nights are arms times cycles times nights of a period. Perhaps a period is in nights, not weeks."
    ),
    entry(
      "N245", "Too many simulated logs",
      """
      Every combination of the lists is simulated by itself, so that a sixth list of three values \
      makes it three times as long. Begin with few values and --simulations 200: a chance is then \
      known within 7 percentage points.
      """),
    entry(
      "N246", "An order of treatments that cannot be simulated",
      """
      Blocks hold each arm equally often, so their size is a multiple of the number of arms; very \
      long runs and blocks are no randomisation of nights. Paired cycles with --period 1 are blocks \
      as well.
      """),
    entry(
      "N247", "The wash-in leaves nothing of a period",
      """
      The first nights after every switch are left out of the analysis, and with so short a period \
      that is all of it. Short periods go with no wash-in.
      """),
  ]
}
