import Figures
import FoundationEssentials
import NOf1

extension PersonalAnalysis {
  /// Reads back the envelope that `nof1 analyze` saved, with names in snake case.
  ///
  /// What the envelope does not hold stays empty: the densities, and the excerpts of findings.
  /// - Throws: `SavedResultError` where it is another file, a failed run, or damaged.
  public init(saved envelope: JSONValue) throws(SavedResultError) {
    let (schema, command) = (envelope["schema"]?.text, envelope["command"]?.text)
    guard schema == Envelope.schema else { throw .unknownSchema(schema) }
    guard command == "nof1 analyze" else { throw .otherCommand(command) }
    guard let results = envelope["results"], results != [:] else { throw .failedRun }
    let document = SavedAnalysis(envelope: envelope, results: results).document
    do {
      let data = Data(document.rendered(.compact).utf8)
      self = try JSONDecoder().decode(PersonalAnalysis.self, from: data)
    } catch let error as DecodingError {
      throw SavedAnalysis.damage(error)
    } catch {
      throw .damaged(path: "results", reason: "\(error)")
    }
  }
}

/// The envelope's flat rows put back into the nested form in which the analysis is `Codable`.
private struct SavedAnalysis {
  let envelope: JSONValue
  let results: JSONValue

  /// The name of a column in a result, and that of the property it came from.
  private static let properties = [
    "conf_low": "confidenceLow", "conf_high": "confidenceHigh",
    "p_benefit": "probabilityOfBenefit", "p_mcid": "probabilityOfImportantBenefit",
    "p_harm": "probabilityOfImportantHarm", "p_worse": "probabilityWorse",
    "nights_reference": "referenceNights", "mean_reference": "referenceMean",
    "std_error": "standardError", "df": "degreesOfFreedom", "term": "name", "p_value": "pValue",
    "p_value_two_sided": "pValueTwoSided", "log_bayes_factor": "logBayesFactor",
    "p_responder": "probabilityResponder", "p_non_responder": "probabilityNonResponder",
    "p_inconclusive": "probabilityInconclusive", "fitted_low": "fittedLow",
    "fitted_high": "fittedHigh", "span_days": "spanDays", "verdict": "answer",
    "next_step": "nextStep", "mcid": "minimalImportantDifference",
    "mcid_set_before": "minimalImportantDifferenceSetBefore", "wash_in_nights": "washInNights",
    "max_run": "maximumRun", "planned_cycles": "plannedCycles", "dose_mg": "dose",
    "is_primary": "isPrimary", "per_100_mg": "perHundredMilligrams",
    "p_mcid_needed": "importantBenefit", "p_benefit_needed": "anyBenefit",
    "p_false_responder": "falseResponders", "e_value": "eValue",
    "e_value_needed": "eValueNeeded", "person_spread": "personSpread",
    "is_logarithmic": "isLogarithmic", "worth_in_cycles": "worthInCycles",
    "conflict_statistic": "conflictStatistic", "conflict_p_value": "conflictPValue",
    "is_conflict": "isConflict", "own_data_statement": "ownDataStatement",
    "planned_nights": "plannedNights", "max_period_run": "maximumPeriodRun",
  ]

  var document: JSONValue {
    [
      "study": study, "design": table("design"), "verdict": table("verdict"),
      "effects": rows("effects", SavedAnalysis.effect),
      "hyperparameters": table("hyperparameters"), "cycles": table("cycles"),
      "cycleLevel": table("cycle_level"), "randomisationTest": table("randomisation_test"),
      "sensitivity": rows("sensitivity", SavedAnalysis.sensitivityFit),
      "operatingCharacteristics": table("operating_characteristics"), "nights": table("nights"),
      "densities": [],
      "findings": .array((envelope["findings"]?.elements ?? []).map(SavedAnalysis.finding)),
      "notes": envelope["notes"] ?? [], "arms": arms, "monitoring": monitoring,
      "borrowing": borrowing,
    ]
  }

  private var arms: JSONValue {
    let parts = ["comparisons", "forms", "dose"].map { results[$0] ?? .null }
    guard parts != [[], .null, .null] else { return .null }
    return [
      "comparisons": SavedAnalysis.renamed(parts[0]), "forms": SavedAnalysis.renamed(parts[1]),
      "dose": SavedAnalysis.renamed(parts[2]),
    ]
  }

  private var monitoring: JSONValue {
    guard let saved = results["monitoring"], saved != .null else { return .null }
    return SavedAnalysis.adding(
      [.init("monitoring", SavedAnalysis.monitoring(saved["monitoring"]))], to: saved)
  }

  private var borrowing: JSONValue {
    guard let saved = results["borrowing"], saved != .null else { return .null }
    return SavedAnalysis.adding(
      [.init("prior", SavedAnalysis.trialPrior(saved["prior"]))], to: saved)
  }

  private static func monitoring(_ saved: JSONValue?) -> JSONValue {
    if saved == "continuous" { return ["continuous": [:]] }
    guard let cycles = saved?["looks"] else { return ["atTheEnd": [:]] }
    return ["looks": ["afterCycles": cycles]]
  }

  private static func trialPrior(_ saved: JSONValue?) -> JSONValue {
    guard let saved, saved != .null else { return .null }
    let distribution: JSONValue = [
      "mean": saved["mean"] ?? .null, "scale": saved["scale"] ?? .null,
      "degreesOfFreedom": saved["degrees_of_freedom"] ?? .null,
    ]
    return adding([.init("distribution", distribution)], to: saved)
  }

  private func table(_ name: String) -> JSONValue {
    SavedAnalysis.renamed(results[name] ?? .null)
  }

  private func rows(_ name: String, _ nested: (JSONValue) -> JSONValue) -> JSONValue {
    results[name]?.elements.map { .array($0.map(nested)) } ?? .null
  }

  private static func renamed(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(members.map { .init(properties[$0.name] ?? $0.name, renamed($0.value)) })
    case .array(let elements): .array(elements.map(renamed))
    default: value
    }
  }

  private static func adding(_ members: [JSONValue.Member], to value: JSONValue) -> JSONValue {
    let names = members.map(\.name)
    let rest = (renamed(value).members ?? []).filter { !names.contains($0.name) }
    return .object(rest + members)
  }

  private var study: JSONValue {
    let options = envelope["options"] ?? [:]
    let outcome: JSONValue = [
      "column": options["outcome"] ?? .null, "kind": options["kind"] ?? .null,
      "better": options["better"] ?? .null, "levels": options["levels"] ?? .null,
    ]
    let randomisation = options["randomisation"] ?? .null
    return SavedAnalysis.adding(
      [
        .init("outcome", outcome),
        .init(
          "randomisation",
          randomisation == "paired-cycles"
            ? ["pairedCycles": [:]] : SavedAnalysis.renamed(randomisation)),
        .init(
          "prior",
          SavedAnalysis.prior(
            name: options["prior"]?["name"], mean: options["prior"]?["mean"],
            deviation: options["prior"]?["sd"])),
        .init("monitoring", SavedAnalysis.monitoring(options["monitoring"])),
        .init("armDetails", SavedAnalysis.renamed(options["arms"] ?? [])),
        .init("trialPrior", SavedAnalysis.trialPrior(options["trial_prior"])),
      ], to: options)
  }

  private static func prior(
    name: JSONValue?, mean: JSONValue?, deviation: JSONValue?
  ) -> JSONValue {
    [
      "name": name ?? .null, "mean": mean ?? .null, "standardDeviation": deviation ?? .null,
    ]
  }

  private static func effect(_ row: JSONValue) -> JSONValue {
    let median = row["avoided_28_nights"] ?? .null
    let avoided: JSONValue = [
      "median": median, "low": row["avoided_conf_low"] ?? .null,
      "high": row["avoided_conf_high"] ?? .null,
    ]
    return adding(
      [
        .init(
          "prior",
          prior(name: row["prior"], mean: row["prior_mean"], deviation: row["prior_sd"])),
        .init("avoidedPer28Nights", median == .null ? .null : avoided),
      ], to: row)
  }

  private static func sensitivityFit(_ row: JSONValue) -> JSONValue {
    adding([.init("effect", effect(row))], to: row)
  }

  private static func finding(_ row: JSONValue) -> JSONValue {
    let place: JSONValue = [
      "file": row["file"] ?? .null, "line": row["line"] ?? .null, "column": row["column"] ?? .null,
      "excerptStart": 1, "width": 1,
    ]
    return adding([.init("place", row["file"] == .null ? .null : place)], to: row)
  }

  static func damage(_ error: DecodingError) -> SavedResultError {
    let (context, key): (DecodingError.Context, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .dataCorrupted(let context):
        (context, nil)
      @unknown default: (.init(codingPath: [], debugDescription: ""), nil)
      }
    let steps = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    let path = (steps + [key].compactMap { $0 }).joined(separator: ".")
    return .damaged(path: path, reason: context.debugDescription)
  }
}
