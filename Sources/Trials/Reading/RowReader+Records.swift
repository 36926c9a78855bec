extension RowReader {
  /// The label of the study; A303 where there is none.
  mutating func study() -> String {
    let name = text("study")
    if name.isEmpty {
      report("A303", nil, "this row names no study", hint: "write a label for every row")
    }
    return name
  }

  mutating func arm() -> ArmRecord {
    var arm = ArmRecord()
    arm.study = study()
    arm.group = text("group")
    arm.outcome = text("outcome")
    arm.arm = text("arm")
    arm.role =
      choice("role", ["treatment": .treatment, "comparator": .comparator, "all": .all]) ?? .all
    arm.timepoint = text("timepoint")
    arm.phase =
      choice("phase", ["baseline": .baseline, "treatment": .treatment, "change": .change])
      ?? .treatment
    arm.sequence = text("sequence")
    arm.period = count("period")?.wholeNumber
    arm.n = count("n")
    arm.mean = number("mean")
    arm.sd = standardDeviation("sd")
    arm.se = standardError("se")
    (arm.median, arm.q1, arm.q3) = (number("median"), number("q1"), number("q3"))
    (arm.min, arm.max) = (number("min"), number("max"))
    arm.events = count("events")
    arm.total = count("total")
    arm.percent = percentage("percent")
    (arm.ciLow, arm.ciHigh) = interval()
    arm.ciLevel = percentage("ci_level")
    arm.intervalOf = text("interval_of")
    arm.personTime = number("person_time") { $0 > 0 ? nil : .personTimeNotPositive($0) }
    arm.unit = text("unit")
    arm.unitDays = number("unit_days")
    arm.definition = text("definition")
    arm.nBasis = text("n_basis")
    arm.isRecovered = text("value_kind") == "recovered"
    arm.isControlled = answer("controlled", absent: true)
    arm.source = source
    requireEvents(arm, "events")
    return arm
  }

  mutating func contrast() -> ContrastRecord {
    var contrast = ContrastRecord()
    contrast.study = study()
    contrast.group = text("group")
    contrast.outcome = text("outcome")
    contrast.effect = text("effect")
    contrast.timepoint = text("timepoint")
    contrast.measure = text("measure")
    contrast.comparison = text("comparison")
    contrast.estimate = number("estimate")
    contrast.se = standardError("se")
    contrast.error = number("error")
    (contrast.ciLow, contrast.ciHigh) = interval()
    contrast.ciLevel = percentage("ci_level")
    contrast.intervalKind = text("interval_kind")
    contrast.p = number("p") { (0...1).contains($0) ? nil : .probabilityOutOfRange($0) }
    contrast.correlation = number("r") { abs($0) <= 1 ? nil : .correlationOutOfRange($0) }
    contrast.design = design()
    contrast.unit = text("unit")
    contrast.unitDays = number("unit_days")
    contrast.variance = number("variance") { $0 > 0 ? nil : .standardErrorNotPositive($0) }
    contrast.isControlled = answer("controlled", absent: true)
    contrast.source = source
    return contrast
  }

  mutating func trial() -> TrialRecord {
    var trial = TrialRecord()
    trial.study = study()
    trial.group = text("group")
    trial.isControlled = answer("controlled", absent: true)
    trial.isRandomised = answer("randomised", absent: true)
    trial.design = design()
    trial.citation = text("citation")
    trial.year = text("year")
    trial.doi = text("doi")
    trial.population = text("population")
    trial.screened = count("n_screened")
    trial.randomised = count("n_randomised")
    trial.analysed = count("n_analysed")
    trial.randomisedTreatment = count("n_randomised_treatment")
    trial.randomisedComparator = count("n_randomised_comparator")
    trial.analysedTreatment = count("n_analysed_treatment")
    trial.analysedComparator = count("n_analysed_comparator")
    trial.form = text("form")
    trial.dose = text("dose")
    trial.elementalMilligrams = number("elemental_mg_per_day")
    trial.comparator = text("comparator")
    trial.blinding = text("blinding")
    trial.riskOfBias = text("risk_of_bias")
    trial.numbers = text("numbers")
    trial.note = text("note")
    trial.source = source
    return trial
  }

  mutating func review() -> ReviewRecord {
    var review = ReviewRecord()
    review.review = text("review")
    review.population = text("population")
    review.outcome = text("outcome")
    review.timepoint = text("timepoint")
    review.measure = text("measure")
    review.comparison = text("comparison")
    review.estimate = number("estimate")
    (review.ciLow, review.ciHigh) = interval()
    review.intervalKind = text("interval_kind")
    review.p = number("p")
    review.unit = text("unit")
    review.model = text("model")
    review.study = text("study")
    review.k = count("k")
    review.n = count("n")
    review.certainty = text("certainty")
    review.controlValue = number("control_value")
    review.controlUnit = text("control_unit")
    review.correspondingValue = number("corresponding_value")
    review.correspondingLow = number("corresponding_low")
    review.correspondingHigh = number("corresponding_high")
    review.note = text("note")
    review.source = source
    return review
  }

  mutating func standardDeviation(_ name: String) -> PrintedNumber? {
    number(name) { $0 >= 0 ? nil : .standardDeviationNotPositive($0) }
  }

  mutating func standardError(_ name: String) -> PrintedNumber? {
    number(name) { $0 > 0 ? nil : .standardErrorNotPositive($0) }
  }

  mutating func percentage(_ name: String) -> PrintedNumber? {
    number(name) { (0...100).contains($0) ? nil : .percentOutOfRange($0) }
  }

  /// The limits of an interval; A307 where they are exchanged.
  private mutating func interval() -> (low: PrintedNumber?, high: PrintedNumber?) {
    let (low, high) = (number("ci_low"), number("ci_high"))
    if let low, let high, low.value > high.value {
      report(
        "A307", "ci_low", "the interval begins at \(low.text) and ends at \(high.text)",
        hint: "write the lower limit first; a minus may be missing")
    }
    return (low, high)
  }

  /// No more events than people.
  mutating func requireEvents(_ arm: ArmRecord, _ column: String) {
    guard let events = arm.events?.wholeNumber, let people = arm.people?.wholeNumber else { return }
    require(events <= people ? nil : .eventsAboveTotal(events: events, total: people), column)
  }
}
