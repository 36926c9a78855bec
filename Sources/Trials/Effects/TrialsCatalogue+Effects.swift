import Tables

extension TrialsCatalogue {
  /// A20x and A210 impossible numbers, A22x effects that do not exist, A24x tables that cannot be
  /// pooled.
  static let effects = impossibleNumbers + missingEffects + sparsePooling

  private static let impossibleNumbers = [
    entry(
      "A201", "A count below 0",
      """
      People and events are counted from 0 on. A negative number is often a change that slid into \
      a column of counts, or a dash that was read as a minus.
      """),
    entry(
      "A202", "More events than people",
      """
      The number of events is that of people with the event. A paper that counts events, several a \
      person, has a rate: give events and person-time. Two columns may also be exchanged, or the \
      number analysed stand where the number randomised belongs.
      """),
    entry(
      "A203", "A group that is too small",
      """
      A standard deviation needs two people, Hedges' correction in one group three, a correlation \
      four. A 1 may be an arm's label.
      """),
    entry(
      "A204", "A standard deviation that is not above 0",
      """
      A 0 usually stands for a value that was not printed: leave the cell empty. It is also what \
      rounding leaves of a small standard deviation, or what a group in which everybody answered \
      the same has; neither can be weighted.
      """),
    entry(
      "A205", "Not a finite number",
      """
      The cell holds infinity or no number. Leave it empty if the value was not printed.
      """),
    entry(
      "A206", "A correlation outside -1 to 1",
      """
      The correlation between a person's two values lies between -1 and 1. A percentage may have \
      been entered, or a covariance. A correlation that was computed from rounded standard \
      deviations can come out just above 1: take a smaller one, within the rounding.
      """),
    entry(
      "A207", "A percentage outside 0 to 100",
      """
      A share of people lies between 0 and 100. Above 100 it is usually a percent change or a \
      number of events per hundred people.
      """),
    entry(
      "A208", "Person-time that is not above 0",
      """
      Person-time is the number of people times the time each was watched, in one unit for all \
      groups: 40 people over 4 weeks are 160 person-weeks.
      """),
    entry(
      "A209", "A standard error that is not above 0",
      """
      A study is weighted by its standard error. A 0 is what rounding leaves of a small one: \
      recover it from the confidence interval or the P value.
      """),
    entry(
      "A210", "Two measurements of different numbers of people",
      """
      A paired effect is of the people who have both values. People who dropped out in between \
      belong to neither count; a paper that gives only separate counts has no paired effect.
      """),
    entry(
      "A211", "A probability outside 0 to 1",
      """
      A P value lies between 0 and 1. Above 1 it is usually a percentage, a test statistic, or a \
      value whose point was lost.
      """),
  ]

  private static let missingEffects = [
    entry(
      "A220", "The measure needs other numbers",
      """
      Every measure is computed from one shape of input: means from n, mean and standard \
      deviation, risks from events and n, rates from events and person-time, changes from a pair \
      with its correlation.
      """),
    entry(
      "A221", "A variance estimator the measure does not have",
      """
      LS, the large-sample formula, is everybody's default. UB, LS2 and AV are of standardised \
      mean differences, HO of differences and ratios of means, AV of ratios of means too.
      """),
    entry(
      "A222", "Not a number to add to cells",
      """
      What is added to empty cells is 0 or positive and finite; 1/2 is usual.
      """),
    entry(
      "A223", "An empty cell leaves no effect",
      """
      The logarithm of 0 does not exist, so a ratio needs events on both sides, and an odds ratio \
      people without the event too. 1/2 added to each cell gives a number that depends on the 1/2; \
      Mantel-Haenszel and Peto's method pool such tables without it, and the exact odds ratio has \
      an interval with one end.
      """),
    entry(
      "A224", "Nobody, or everybody, had the event",
      """
      Such a table says that the event is rare, or universal, not which side has more of it. It \
      was left out because the rule for empty cells says so. The risk difference can keep it.
      """),
    entry(
      "A225", "Means without a ratio",
      """
      The ratio of two means has a logarithm if both are above 0 or both below. A change score, or \
      a scale whose 0 is arbitrary, has no meaningful ratio: take the difference.
      """),
    entry(
      "A226", "An effect without sampling variance",
      """
      Counts of 0 or of all, or a correlation of 1, make the formula's variance 0, as if the study \
      were perfectly exact. It is not: add 1/2 to the cells, or take another correlation.
      """),
    entry(
      "A227", "The effect could not be computed",
      """
      The numerical method found no solution, usually since a cell is nearly empty and the \
      correlation runs to -1 or 1; or a number is so large or small that the result is infinite.
      """),
  ]

  private static let sparsePooling = [
    entry(
      "A240", "No table to pool",
      """
      Every study was left out before, or none had counts. The list of excluded studies says why.
      """),
    entry(
      "A241", "A measure the method does not pool",
      """
      Mantel-Haenszel pools risk ratios, odds ratios, risk differences and rate ratios; Peto's \
      method odds ratios. Other measures are pooled from their estimates and variances.
      """),
    entry(
      "A242", "No pooled effect exists",
      """
      All events of all studies are on one side, or there are none, so that the pooled ratio would \
      be 0, infinite or anything. The exact odds ratio still has one limit; the risk difference \
      exists.
      """),
    entry(
      "A243", "Not a level of confidence",
      """
      A level lies between 0 and 1: 0.95, not 95.
      """),
  ]
}
