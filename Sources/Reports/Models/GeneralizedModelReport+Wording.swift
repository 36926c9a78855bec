import Figures
import Glibc
import MixedModels

extension GeneralizedModelReport {
  /// One sentence for every fixed effect but the intercept, in the terms of the family.
  var effectSentences: [String] {
    model.frame.fixed.effectColumns.map { index in
      scale.ratio.flatMap { ratioSentence(index, named: $0) } ?? differenceSentence(index)
    }
  }

  /// "magnesium against placebo (treatment): rate ratio 0.75 (95 % interval: from 0.68 to 0.82), a
  /// rate 25 % lower".
  private func ratioSentence(_ index: Int, named name: String) -> String? {
    let (effect, interval) = (coefficients.rows[index], interval(index))
    guard let ratio = scale.ratio(effect.estimate) else { return nil }
    let decimals = text.decimals(ratio, standardError: ratio * effect.standardError)
    func words(_ number: Double) -> String { DecimalText.fixed(number, decimals: decimals) }
    let column = model.frame.words(forColumn: index)
    let ends = ModelIntervals.Interval(
      low: scale.ratio(interval.low), high: scale.ratio(interval.high))
    return "\(column.name): \(name) \(words(ratio))\(column.unit)"
      + text.words(of: ends, words) + change(ratio)
  }

  /// ", a rate 25 % lower"; nothing where the ratio speaks for itself.
  private func change(_ ratio: Double) -> String {
    let percent = (100 * (ratio - 1)).rounded()
    guard percent != 0, percent < 100, percent > -100 else { return "" }
    let size = DecimalText.fixed(percent.magnitude, decimals: 0)
    return ", \(scale.quantity) \(size) % \(percent < 0 ? "lower" : "higher")"
  }

  private func differenceSentence(_ index: Int) -> String {
    let effect = coefficients.rows[index]
    let decimals = text.decimals(effect.estimate, standardError: effect.standardError)
    func words(_ number: Double) -> String { text.difference(number, decimals: decimals) }
    let column = model.frame.words(forColumn: index)
    let place = model.link == .identity ? "" : " on the scale of the \(scale.linkName) link"
    return "\(column.name): \(words(effect.estimate))\(column.unit)\(place)"
      + text.words(of: interval(index), words)
  }

  /// Whose effects these are.
  var meaning: [String] {
    var result: [String] = []
    let groups = model.frame.random.map(\.group)
    if !groups.isEmpty && model.link != .identity {
      result.append(
        "Effects hold within one level of \(groups.joined(separator: " and ")), its random effects "
          + "as they are"
          + (model.link == .logit
            ? "; odds ratios between averages over the levels lie nearer to 1." : "."))
    }
    if hasExtraZeros {
      result.append("They concern the rows that are not extra zeros.")
    }
    return result
  }

  /// How much the responses vary about their means, and how many zeros are extra.
  var variation: [String] { [dispersion, zeroInflation].compactMap { $0 } }

  private var dispersion: String? {
    let given = model.frame.random.isEmpty && model.series == nil ? "" : " given the random effects"
    switch model.family {
    case .gaussian, .binomial: return nil
    case .poisson:
      return "Dispersion: the variance of a count is its mean\(given), as the family has it."
    case .negativeBinomial1, .negativeBinomial2:
      guard let row = parameters.rows.first(where: { $0.kind == .dispersion }),
        row.state == .estimated, let alpha = row.estimate
      else { return "Dispersion: alpha is 0, so the variance of a count is its mean\(given)." }
      let ends = text.words(of: intervals[.dispersion], text.significant)
      let size = text.significant(alpha)
      let law =
        model.family == .negativeBinomial1
        ? "is \(text.significant(1 + alpha)) times its mean m"
        : "is m + \(size) m^2, m its mean"
      return "Dispersion: alpha \(size)\(ends): the variance of a count \(law)\(given)."
    }
  }

  /// Whether the share of extra zeros has not run to 0.
  var hasExtraZeros: Bool {
    !model.zeroPredictor.isEmpty && !model.boundaries.contains(.noZeroInflation)
  }

  private var zeroInflation: String? {
    guard hasExtraZeros else { return nil }
    let shares = model.zeroPredictor.map { 1 / (1 + exp(-$0)) }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let range = ((shares.min() ?? mean)...(shares.max() ?? mean))
    func percent(_ share: Double) -> String { DecimalText.brief(100 * share, digits: 2) + " %" }
    let between =
      range.upperBound - range.lowerBound > 1e-6
      ? " (from \(percent(range.lowerBound)) to \(percent(range.upperBound)) between rows)" : ""
    return """
      Extra zeros: \(percent(mean)) of the rows\(between) are 0 whatever their mean, by the model.
      """
  }
}
