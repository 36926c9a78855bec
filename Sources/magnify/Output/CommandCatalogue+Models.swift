import Tables

/// What the codes of fits, resampling and predictions mean: reasons why there is no result.
extension CommandCatalogue {
  static let models = fits + resampling + predictions

  private static func entry(_ code: String, _ title: String, _ text: String) -> CodeExplanation {
    CodeExplanation(code: code, title: title, text: text)
  }

  private static let fits = [
    entry(
      "M211", "The search for the estimates broke down",
      """
      The deviance is not a finite number somewhere on the way. Values of very different size, \
      1e300 beside 1, are the usual cause: look for slips in the data and change units. With \
      ordinary data, please report it.
      """),
    entry(
      "M212", "The arithmetic broke down",
      """
      A matrix could not be factored. Values of very different size or columns that nearly determine \
      one another are the usual causes: change units, centre, or leave a term out. With ordinary \
      data, please report it.
      """),
  ]

  private static let resampling = [
    entry(
      "M351", "The models to compare have different data",
      "Fit both to the rows that both can use."),
    entry(
      "M352", "The smaller model is not smaller",
      "The first model must be the second with terms left out."),
    entry(
      "M353", "No simulated data set could be fitted",
      """
      The model may be richer than the data can support, so that even data simulated from it give \
      no estimate. Use a simpler random part.
      """),
  ]

  private static let predictions = [
    entry(
      "M401", "Not a saved model",
      """
      The file was not written by magnify fit --save, was cut short, or was changed. The result of \
      magnify fit --json is another file: it has the tables, not the model.
      """),
    entry(
      "M402", "Levels that the model was not fitted to",
      """
      A person, a site or another level of a grouping factor is new, so that its own deviation is \
      not known. --new-levels population predicts the mean over all levels there and names the rows.
      """),
    entry(
      "M403", "No standard error from the saved model",
      """
      A saved model keeps the covariances of the levels that occurred together in the data. This \
      row has another combination. Predict without an interval.
      """),
    entry(
      "M404", "A saved model of another format",
      "It was written by another version of magnify. Fit the model again."),
  ]
}
