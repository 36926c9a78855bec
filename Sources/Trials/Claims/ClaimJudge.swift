import Tables

extension TrialTables {
  /// Holds claims against the tables, by their fields alone.
  ///
  /// `plan`: how studies are pooled. Its group and outcome are those of each claim; its
  /// minimal important difference is the margin of claims that say no difference or a small one.
  ///
  /// - Returns: one verdict a claim, in their order.
  public func judge(
    _ claims: [Claim], plan: PoolingPlan = PoolingPlan()
  ) -> [ClaimVerdict] {
    let judge = ClaimJudge(tables: self, plan: plan)
    return claims.map { judge.judgement(of: $0).verdict(of: $0) }
  }
}

/// The rules, in the order in which they are asked; the first that applies decides.
struct ClaimJudge {
  let finder: EvidenceFinder
  var tables: TrialTables { finder.tables }
  var plan: PoolingPlan { finder.plan }

  init(tables: TrialTables, plan: PoolingPlan) {
    finder = EvidenceFinder(tables: tables, plan: plan)
  }

  func judgement(of claim: Claim) -> ClaimJudgement {
    if let decided = decidedByFields(claim) { return decided }
    if claim.isBeforeAfter { return beforeAfter(claim) }
    let bearing = bearing(on: claim)
    if bearing.deciding.isEmpty { return withoutNumbers(claim, bearing) }
    let base = held(claim, against: bearing)
    if claim.quantityOf == .timeToEffect { return timeToEffect(claim, base) }
    return claim.isIndividual ? ofSinglePersons(claim, base) : base
  }

  /// What no row of an outcome has to decide.
  private func decidedByFields(_ claim: Claim) -> ClaimJudgement? {
    if claim.isArithmetic || claim.testableBy == .arithmetic { return arithmetic(claim) }
    if claim.testableBy == .reference || claim.testableBy == .nothing { return untestable(claim) }
    if claim.isShareOfPeople { return shareOfPeople(claim) }
    if claim.isAboutEvidence { return strengthOfEvidence(claim) }
    if claim.quantityOf == .stoppingTime { return stoppingTime(claim) }
    let others = otherGroups(claim)
    if !others.isEmpty { return contrast(claim, with: others) }
    if claim.claimed == nil {
      return ClaimJudgement(
        .notCheckable, "A345", ["The fields name no direction, so that no row can be held to it"],
        evidence: [
          ClaimEvidence(.absence, source: claim.outcome, text: "no direction is stated")
        ])
    }
    return nil
  }

  private func held(_ claim: Claim, against bearing: Bearing) -> ClaimJudgement {
    switch claim.claimed {
    case .noDifference: noDifference(claim, bearing)
    case .notSettled: notSettled(claim, bearing)
    default: direction(claim, bearing)
    }
  }
}

extension Claim {
  /// The direction; a dose that is recommended without one is said to do good.
  var claimed: Direction? { direction ?? (quantityOf == .dose ? .better : nil) }

  /// It is about one study, told by its year.
  var isOfOneStudy: Bool { quantityOf == .yearOfStudy }

  /// It compares with what was before the treatment.
  var isBeforeAfter: Bool {
    ["before", "baseline"].contains { comparator.lowercased().contains($0) }
  }

  /// It is about the evidence, not about an outcome.
  var isAboutEvidence: Bool { outcome.lowercased().contains("evidence") }

  /// Numbers that no rule holds against anything.
  var unchecked: [String] {
    var found: [String] = []
    if let quantity, [.intake, .threshold].contains(quantityOf) || isDoseInAnotherUnit {
      found.append("the number \(quantity.text) \(unit) is not checked")
    }
    if !furtherQuantities.isEmpty {
      found.append("not checked: \(furtherQuantities.joined(separator: ", "))")
    }
    return found
  }

  private var isDoseInAnotherUnit: Bool { quantityOf == .dose && !isDoseInMilligrams }

  /// The number is the size of an effect.
  var isSize: Bool { quantity != nil && (quantityOf == .effect || quantityOf == nil) }

  /// It says how many people had a good outcome.
  var isShareOfPeople: Bool {
    let people = ["people", "person", "patient", "participant", "women", "men", "respon", "users"]
    let words = OutcomeWords(unit).words
    let ofPeople = words.contains { word in people.contains { word.hasPrefix($0) } }
    let isShare = quantityOf == .share || quantityOf == .count
    let isPercent = unit.hasPrefix("%") || unit.lowercased().hasPrefix("percent")
    let ofResponses = isPercent && OutcomeWords(outcome).isResponse
    return quantity != nil && quantityOf != .dose && (isShare || ofPeople || ofResponses)
  }
}
