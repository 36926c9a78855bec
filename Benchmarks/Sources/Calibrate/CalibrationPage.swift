/// The calibration as a Markdown page: a function of its results alone, without a clock.
struct CalibrationPage {
  let results: [CalibrationResult]
  let early: EarlySection
  let logs: Int
  let seed: UInt64
  let versions: String

  /// The most that the rule may call a responder when there is no effect.
  static let bar = 0.05

  var text: String {
    ([summary, setUp]
      + CalibrationCell.blocks.flatMap { block in
        CalibrationCell.rateRatios.map { section(block, rateRatio: $0) }
      } + [early.text, regeneration]).joined(separator: "\n")
  }

  private var summary: String {
    let byDefault = results.filter { $0.cell.prior == "trial" }
    let noEffect = CalibrationSummary(byDefault, rateRatio: 1)
    let halved = CalibrationSummary(byDefault, rateRatio: 0.5)
    let ownData = results.filter { $0.cell.prior == "wide" }
    let ownNoEffect = CalibrationSummary(ownData, rateRatio: 1)
    let ownHalved = CalibrationSummary(ownData, rateRatio: 0.5)
    let ownWorst = ownNoEffect.most(\.responder)
    let worst = noEffect.most(\.responder)
    let best = halved.most(\.responder)
    let missed = halved.most(\.nonResponder)
    let rates = CalibrationCell.rates.map { rate in
      "| \(rate) | \(noEffect.range(\.responder) { $0.rate == rate })"
        + " | \(halved.range(\.responder) { $0.rate == rate }) |"
    }
    let paragraphs = [
      "Every number here comes from simulated people. For each cell \(logs) logs were drawn, each on a"
        + " schedule of its own, and each was judged as a real one is.",
      "**When magnesium does nothing** (rate ratio 1), at worst \(worst.responderText) of the logs are"
        + " called a responder: \(worst.sentence). \(barSentence(noEffect))"
        + " From cell to cell, \(noEffect.range(\.nonResponder)) are called a non-responder.",
      "**When magnesium halves the cramps** (rate ratio 0.5), \(halved.range(\.responder)) of the logs"
        + " are called a responder. The best cell: \(best.responderText), \(best.sentence)."
        + (best.tally.responderShare < 0.5
          ? " So in every cell most people whose cramps truly halve are not told so." : "")
        + " At worst \(percent(missed.share(\.nonResponder))) of them are called a non-responder:"
        + " \(missed.sentence).",
      "**The price of the trial prior.** It expects little from magnesium, and so a person's own nights"
        + " must speak loudly. With `--prior wide`, which lets them speak alone,"
        + " \(ownHalved.range(\.responder)) of the logs with a true halving are called a responder, and"
        + " at worst \(ownWorst.responderText) of those without an effect: \(ownWorst.sentence)."
        + " \(barSentence(ownNoEffect)) Choose the prior before the codes are known.",
      "All other logs are inconclusive; or, where cramps are rare, the design cannot identify a"
        + " responder, because the placebo nights hold fewer than 10 cramps. An inconclusive log does"
        + " not say that magnesium does nothing.",
    ]
    return """
      # How often the verdict is right

      \(paragraphs.map { wrapped($0) }.joined(separator: "\n\n"))

      | cramps a night on placebo | responder, rate ratio 1 | responder, rate ratio 0.5 |
      |--:|--:|--:|
      \(rates.joined(separator: "\n"))

      """
  }

  private func barSentence(_ noEffect: CalibrationSummary) -> String {
    let cells = noEffect.results.count
    let above = noEffect.results.filter { $0.tally.responderShare > Self.bar }.count
    let reaching = noEffect.results
      .filter { $0.tally.responderInterval.upperBound > Self.bar }.count
    if reaching == 0 {
      return
        "The bar is \(percent(Self.bar)); in all \(cells) cells the whole interval is below it."
    }
    return
      "The bar is \(percent(Self.bar)); \(above) of \(cells) cells are above it, and the intervals"
      + " of \(reaching) reach above it."
  }

  private var setUp: String {
    """
    ## What was simulated

    Cramps in a night are Poisson with mean exp(level + effect + u). The process u is a stationary
    AR(1) from night to night with standard deviation sigma and correlation rho; the level is set so
    that the mean on placebo is the rate of the row. No trend, no missing nights, no carry-over.
    Every log has a schedule of its own: cycles of one placebo and one magnesium period, the order
    of each cycle drawn at random. The study is the default one for magnesium against placebo: prior
    *trial*, 25 % fewer cramps as the effect that matters, randomised in paired cycles, the default
    thresholds of the verdict; the last block has the prior *wide* instead. The fits use the
    integration grid of all simulations, coarser than that of a single analysis. The interval is
    Wilson's, at 95 %, for the probability of "responder".

    """
  }

  private func section(_ block: CalibrationCell.Block, rateRatio: Double) -> String {
    let what =
      rateRatio == 1 ? "No effect: rate ratio 1" : "Cramps halved: rate ratio \(rateRatio)"
    let title = "\(what), sigma \(block.sigma), \(block.prior) prior"
    let rows = results.filter { result in
      result.cell.sigma == block.sigma && result.cell.prior == block.prior
        && result.cell.rateRatio == rateRatio
    }.map(\.row)
    return """
      ## \(title)

      | cycles x nights per arm | cramps a night | rho | responder (95 % interval) | non-responder | inconclusive | design cannot identify |
      |:--|--:|--:|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private var regeneration: String {
    """
    ## How to make this page again

        scripts/calibrate.sh --logs \(logs) --people \(early.calibration.people) --seed \(seed)

    \(versions.isEmpty ? "" : "Computed with \(versions). ")Random numbers: Philox4x32-10, seed \(seed), one
    stream for each cell and log. The same command gives the same bytes, whatever the number of threads.

    """
  }
}

/// Text in lines of at most 100 characters.
func wrapped(_ text: String) -> String {
  var lines = [""]
  for word in text.split(separator: " ") {
    let line = lines[lines.count - 1]
    if line.isEmpty {
      lines[lines.count - 1] = String(word)
    } else if line.count + 1 + word.count <= 100 {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines.joined(separator: "\n")
}
