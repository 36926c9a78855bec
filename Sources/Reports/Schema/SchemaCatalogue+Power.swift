import Figures

extension SchemaCatalogue {
  /// What `magnify nof1 power` gives.
  static var personalPower: String {
    document(
      "magnify.nof1-power/1", title: "Results of magnify nof1 power",
      object(
        [("cells", rows(powerCell)), ("shortest", rows(shortestDesign))], optional: figures))
  }

  private static var powerCell: Fields {
    [
      ("cycles", count), ("period_nights", count), ("nights", count), ("rate", number),
      ("effect", number), ("rho", probability), ("missing", probability), ("simulations", count),
      ("p_responder", probability), ("p_responder_low", probability),
      ("p_responder_high", probability), ("p_non_responder", probability),
      ("p_inconclusive", probability), ("p_design_cannot_identify", probability),
      ("p_firm", probability), ("p_firm_low", probability), ("p_firm_high", probability),
    ]
  }

  private static var shortestDesign: Fields {
    [
      ("rate", number), ("effect", number), ("rho", probability), ("missing", probability),
      ("target", probability), ("cycles", maybeCount), ("period_nights", maybeCount),
      ("nights", maybeCount), ("p_firm", maybeProbability),
    ]
  }
}
