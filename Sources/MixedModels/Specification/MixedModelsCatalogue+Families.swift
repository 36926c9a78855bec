import Tables

extension MixedModelsCatalogue {
  static let families = [
    entry(
      "M150", "A link the family does not have",
      """
      The link ties the mean of the response to the predictors. Each family has its own: log, sqrt, \
      identity and inverse for counts, logit, probit, cloglog, log and identity for events, and \
      identity for the normal family. Without a link given, counts take log and events logit.
      """),
    entry(
      "M151", "Not a possible number of nodes",
      """
      Quadrature takes from 1 to 100 nodes for each random effect. One node is the Laplace \
      approximation; more than 25 seldom change a digit that matters.
      """),
    entry(
      "M152", "Trials where there can be none",
      """
      A number of trials belongs to a binomial response, and is given once: as the column of \
      trials, or by cbind(events, others), which has it already.
      """),
    entry(
      "M153", "No residual variance in this family",
      """
      The variance of a count or of events follows from its mean, so there is no residual standard \
      deviation to fix and no variance to model. For counts that vary more than their mean choose \
      nb1 or nb2, or add a random effect for every row.
      """),
    entry(
      "M154", "Another correlation than ar1",
      """
      In families other than the normal a correlation is that of a latent series in the linear \
      predictor, and it can be ar1(time | group) or ar1(time). Several rows may have one time.
      """),
    entry(
      "M155", "Zero inflation of something that is not a count",
      """
      Extra zeros are part of the models for counts: poisson, nb1 and nb2. Events have a \
      probability of being 0 anyway, and amounts are seldom exactly 0.
      """),
    entry(
      "M156", "Not a formula of zero inflation",
      """
      It is the right side of a formula, such as ~ 1 or ~ treatment + x, and has fixed effects \
      alone: no response, no random terms, no offset.
      """),
    entry(
      "M157", "Zero inflation without any zero",
      """
      The response is above 0 in every used row, so the share of extra zeros cannot be estimated. \
      Leave out the zero inflation, or check whether rows with 0 were removed from the file.
      """),
    entry(
      "M158", "Not a count",
      """
      Counts and numbers of events are 0, 1, 2, ... A fraction may be a rate or a mean: give the \
      count, and the time or the size it belongs to as offset(log(time)). A negative number may \
      stand for a value that is not known: empty the cell.
      """),
    entry(
      "M159", "Neither 0 nor 1",
      """
      Without trials a binomial response is 1 for an event and 0 for none, or one of two labels. \
      Events among several trials need the trials: name their column, or write cbind(events, \
      others). A proportion needs them too, since 1 of 2 says less than 50 of 100.
      """),
    entry(
      "M160", "A response without two levels",
      """
      A binomial response has two levels, one of which is the event. The cells listed have a level \
      beside the two most frequent ones: it may be misspelt, or stand for a missing value. Where \
      only one level occurs, be it in two spellings such as Yes and yes, give both, the event last.
      """),
    entry(
      "M161", "Not a number of trials",
      """
      Every row needs a whole number of trials, at least 1. A row without any trial says nothing: \
      empty a cell of it to leave it out.
      """),
    entry(
      "M162", "More events than trials",
      """
      A trial has one event at most. Events and trials may be exchanged, or what was counted may \
      happen several times in a trial: then it is a count, for poisson, nb1 or nb2.
      """),
    entry(
      "M163", "A proportion that does not fit its trials",
      """
      A proportion times the trials is a number of events, which is whole. It may have been rounded \
      in the file, or belong to another number of trials. The number of events itself is safest.
      """),
    entry(
      "M164", "Which level counts as the event",
      """
      Of two labels the second is the event: the second of the levels given, else the second to \
      appear. Of the pairs no and yes, false and true, n and y, 0 and 1 it is the affirmative one \
      unless levels are given. To turn it round: --levels column=yes,no.
      """),
    entry(
      "M165", "How the response was read",
      """
      Beside a column of trials, numbers between 0 and 1 that are not all whole are proportions of \
      the trials; all other numbers are events. If all proportions happen to be 0 or 1, give the \
      events instead.
      """),
    entry(
      "M166", "Nothing or everything is an event",
      """
      The response is 0 in every used row, or every trial is an event. The most likely rate is then \
      0 or 1 itself, which lies at infinity on most links. The wrong column may have been named, or \
      the rows of one kind left out for lack of another value.
      """),
    entry(
      "M167", "Weights that are not whole",
      """
      In families other than the normal a weight says how many times a row counts. Sampling weights \
      that are not whole give estimates, but standard errors that take them for counts. Weights \
      that are numbers of trials are given as trials.
      """),
  ]
}
