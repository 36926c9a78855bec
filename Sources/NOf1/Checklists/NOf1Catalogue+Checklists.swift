import Tables

extension NOf1Catalogue {
  static let checklists = [
    entry(
      "N340", "A text that says nothing",
      """
      An item of a reporting checklist counts as answered where the study file has a text for it, \
      so a placeholder such as 'tbd' would hide what is missing. Leave the key out until there is \
      an answer. Where an item does not apply, a reader needs to know why: write the reason.
      """)
  ]
}
