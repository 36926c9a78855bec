/// The part of the page about looking before the planned end.
struct EarlySection {
  let calibration: EarlyCalibration
  let seed: UInt64

  init(_ calibration: EarlyCalibration, seed: UInt64) {
    self.calibration = calibration
    self.seed = seed
  }

  private static var rules: [(name: String, tally: KeyPath<EarlyResult, EarlyTally>)] {
    [
      ("one look at the end", \.fixed), ("three declared looks", \.looks),
      ("continuous monitoring", \.continuous),
    ]
  }

  var text: String {
    let tables = EarlyCell.designs.flatMap { design in
      EarlyCell.priors.map { noEffect(design, prior: $0) }
    }
    return ([summary, thresholds] + tables + [halved, longer]).joined(separator: "\n")
  }

  private func results(rateRatio: Double) -> [EarlyResult] {
    calibration.results.filter { $0.cell.rateRatio == rateRatio }
  }

  private var summary: String {
    let nothing = results(rateRatio: 1)
    let worst = Self.rules.map { name, tally in
      let result = nothing.dropFirst().reduce(nothing[0]) {
        $1[keyPath: tally].responders > $0[keyPath: tally].responders ? $1 : $0
      }
      let above = nothing.count { $0[keyPath: tally].share > CalibrationPage.bar }
      return "| \(name) | \(Self.share(result[keyPath: tally])) | \(result.cell.words)"
        + " | \(above) of \(nothing.count) |"
    }
    return """
      ## Looking early

      \(wrapped("Here \(calibration.people) people were simulated in each cell, each with a schedule"
        + " of their own, and every person was judged by three rules: once at the end; at three"
        + " declared looks, with the thresholds of the next table; and after every cycle with the"
        + " e-value that continuous monitoring needs (20). A person counts as called a responder"
        + " when any look says so. Cramps that fall by half do so from the first night to the last;"
        + " missing nights are missing by chance; over-dispersed counts are negative binomial of"
        + " size 1.5, on top of the process u with sigma \(EarlyCell.sigma)."))

      | no effect (rate ratio 1) | called a responder at worst (95 % interval) | in the cell | cells above 5 % |
      |:--|--:|:--|--:|
      \(worst.joined(separator: "\n"))

      """
  }

  private var thresholds: String {
    let rows = calibration.thresholds.map { known in
      let looks = known.design.looks.map(String.init).joined(separator: ", ")
      return "| \(known.design.words) | \(known.prior) | \(looks)"
        + " | \(percent(known.calibration.falseRespondersUntightened))"
        + " | \(known.calibration.tightening) | \(percent(known.calibration.importantBenefit))"
        + " | \(percent(known.calibration.anyBenefit)) |"
    }
    return """
      ### Thresholds of the declared looks

      \(wrapped("Found by simulating the plan with no effect, rho 0, 0.3 and 0.6, with and without"
        + " cramps that fall by half. With the usual thresholds, 80 % and 95 %, the share in the"
        + " fourth column would be called a responder at some look, in the worst of these cells."
        + " A tightening of 1 leaves the thresholds as they are."))

      | design | prior | looks after cycles | usual thresholds | tightening | P(important benefit) | P(benefit) |
      |:--|:--|:--|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private func noEffect(_ design: EarlyCell.Design, prior: String) -> String {
    let rows = results(rateRatio: 1).filter { $0.cell.design == design && $0.cell.prior == prior }
      .map { result in
        "| \(result.cell.disturbance.rawValue) | \(result.cell.rho) | "
          + Self.rules.map { Self.share(result[keyPath: $0.tally]) }.joined(separator: " | ") + " |"
      }
    return """
      ### No effect: \(design.words), \(prior) prior

      | disturbance | rho | once at the end | three looks | continuous |
      |:--|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private var halved: String {
    let rows = results(rateRatio: 0.5).map { result in
      let cell = result.cell
      return
        "| \(cell.design.words) | \(cell.prior) | \(cell.disturbance.rawValue) | \(cell.rho) | "
        + Self.rules.map { Self.found(result[keyPath: $0.tally]) }.joined(separator: " | ") + " |"
    }
    return """
      ### Cramps halved: found, mean nights until then, and wrongly called a non-responder

      \(wrapped("From \(calibration.people / 4) people a cell. A person who is told \"non-responder\" at one look goes on to the next here; the"
        + " third number of each cell counts the people who were told so at some look."))

      | design | prior | disturbance | rho | once at the end | three looks | continuous |
      |:--|:--|:--|--:|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private var longer: String {
    let rows = calibration.longer.map { result in
      let nights = result.halved.meanNights.map { "\(Int($0.rounded()))" } ?? "-"
      return "| \(result.design.words) | \(Self.share(result.noEffect))"
        + " | \(Self.share(result.halved)) | \(nights) |"
    }
    return """
      ### Continuous monitoring of other designs

      \(wrapped("Prior wide, 0.62 cramps a night, rho 0.3, sigma \(EarlyCell.sigma); a look after"
        + " every cycle, or every week where nights are drawn one by one."))

      | design | called a responder, rate ratio 1 | found, rate ratio 0.5 | mean nights until then |
      |:--|--:|--:|--:|
      \(rows.joined(separator: "\n"))

      """
  }

  private static func share(_ tally: EarlyTally) -> String {
    "\(percent(tally.share)) (\(percent(tally.interval.lowerBound, unit: "")) to"
      + " \(percent(tally.interval.upperBound)))"
  }

  private static func found(_ tally: EarlyTally) -> String {
    let nights = tally.meanNights.map { ", \(Int($0.rounded())) nights" } ?? ""
    return "\(percent(tally.share))\(nights); \(percent(tally.nonResponderShare))"
  }
}

extension EarlyResult {
  /// The cell and its responders on one line.
  var line: String {
    let shares = [fixed, looks, continuous].map { percent($0.share) }.joined(separator: ", ")
    return "\(cell.words): \(shares)"
  }
}

extension EarlyCell {
  /// The cell in words.
  var words: String {
    "rate ratio \(rateRatio), \(design.words), rho \(rho), disturbance: \(disturbance.rawValue), \(prior) prior"
  }
}
