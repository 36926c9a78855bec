/// The numbers of one person's row.
struct PersonSummary: Sendable {
  private let raw: [Double]
  private let shrunken: [Double]
  private let rawIsOpen: Bool
  private let probabilityOfBenefit: Double
  let probabilityOfImportantBenefit: Double

  init(_ effect: PersonEffect, _ direction: EffectDirection, level: Double) {
    let probabilities = [0.5, (1 - level) / 2, (1 + level) / 2]
    raw = probabilities.map { direction.reported(effect.raw.quantile($0)) }
    shrunken = probabilities.map { direction.reported(effect.shrunken.quantile($0)) }
    rawIsOpen = effect.rawIsOpen
    probabilityOfBenefit = direction.probabilityOfBenefit(effect.shrunken)
    probabilityOfImportantBenefit = direction.probabilityOfBenefit(
      effect.shrunken, atLeast: direction.important)
  }

  func row(_ name: String, _ record: PersonRecord) -> PopulationAnalysis.Person {
    PopulationAnalysis.Person(
      person: name, nights: record.nights, referenceNights: record.referenceNights, raw: raw[0],
      rawLow: raw[1], rawHigh: raw[2], shrunken: shrunken[0], shrunkenLow: shrunken[1],
      shrunkenHigh: shrunken[2], probabilityOfBenefit: probabilityOfBenefit,
      probabilityOfImportantBenefit: probabilityOfImportantBenefit, rawIsOpen: rawIsOpen)
  }
}
