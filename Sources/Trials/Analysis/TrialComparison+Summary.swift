import Numerics

extension TrialComparison {
  var pair: Int? { treatment?.pair ?? comparator?.pair }

  /// Everybody who is compared; nil where a number is not known.
  var peopleCount: Int? {
    let arms = [treatment, comparator].compactMap { $0?.people?.wholeNumber }
    if arms.count == 2 { return design == .parallel ? arms[0] + arms[1] : arms[0] }
    return trial?.analysed?.wholeNumber
  }

  /// The numbers of both arms in the shape that a measure is computed from.
  /// - Parameters:
  ///   - factor: multiplies means and standard deviations.
  ///   - correlation: between a person's two values, of a crossover.
  func summary(
    for measure: EffectMeasure, factor: Double, correlation: Double?
  ) throws(EffectUnavailable) -> StudySummary {
    guard let treatment, let comparator else {
      throw .numbersMissing("the numbers of both arms", for: measure)
    }
    switch measure.shape {
    case .events:
      guard design == .parallel else { throw .countsWithoutPairs }
      return .events(
        TwoGroupEvents(
          treatment: try treatment.groupEvents(measure),
          comparator: try comparator.groupEvents(measure)))
    case .rates:
      return .rates(
        TwoGroupRates(
          treatment: try treatment.groupRate(measure), comparator: try comparator.groupRate(measure)
        ))
    case .means:
      let first = try treatment.groupMean(measure, factor)
      let second = try comparator.groupMean(measure, factor)
      guard design != .parallel else {
        return .means(TwoGroupMeans(treatment: first, comparator: second))
      }
      do throws(EffectError) {
        return .pairedMeans(
          try PairedMeans(
            treatment: first, comparator: second, correlation: correlation ?? 0,
            design: design == .crossover ? .crossover : .beforeAfter))
      } catch {
        throw .impossible(error)
      }
    default: throw .numbersMissing(measure.shape.words, for: measure)
    }
  }
}

extension ArmRecord {
  func groupEvents(_ measure: EffectMeasure) throws(EffectUnavailable) -> GroupEvents {
    guard let people = people?.wholeNumber else {
      throw .numbersMissing("the number of people in each arm", for: measure)
    }
    do throws(EffectError) {
      if let events = events?.wholeNumber {
        return try GroupEvents(events: events, total: people)
      }
      if let percent { return try GroupEvents(percent: percent.value, total: people) }
    } catch {
      throw .impossible(error)
    }
    throw .numbersMissing("counts or percentages", for: measure)
  }

  func groupRate(_ measure: EffectMeasure) throws(EffectUnavailable) -> GroupRate {
    guard let events = events?.wholeNumber, let personTime else {
      throw .numbersMissing("events and person-time", for: measure)
    }
    do throws(EffectError) {
      return try GroupRate(events: events, personTime: personTime.value)
    } catch {
      throw .impossible(error)
    }
  }

  func groupMean(
    _ measure: EffectMeasure, _ factor: Double
  ) throws(EffectUnavailable) -> GroupMean {
    guard let mean, let n = n?.wholeNumber ?? total?.wholeNumber else {
      throw .numbersMissing("means and numbers of people", for: measure)
    }
    guard let deviation = sd?.value ?? derivedDeviation(n) else {
      throw .numbersMissing("standard deviations", for: measure)
    }
    do throws(EffectError) {
      return try GroupMean(
        count: n, mean: factor * mean.value, standardDeviation: factor * deviation)
    } catch {
      throw .impossible(error)
    }
  }

  /// From the standard error of the mean, or from its interval.
  private func derivedDeviation(_ count: Int) -> Double? {
    if let error = try? BoundedValue(se, "SE") {
      return (try? Derivation.standardDeviation(standardError: error, count: count))?.value
    }
    guard intervalOf == "mean",
      let interval = try? PrintedInterval(
        estimate: mean, low: ciLow, high: ciHigh, level: (ciLevel?.value ?? 95) / 100)
    else { return nil }
    return (try? Derivation.standardDeviation(interval: interval, count: count))?.value
  }
}
