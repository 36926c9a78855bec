import Figures
import NOf1

extension PersonalReport {
  /// Every pair of arms; no rows with two arms.
  var comparisons: RowTable {
    RowTable(
      name: "comparisons",
      columns: [
        "arm", "against", "scale", "estimate", "mean", "sd", "conf_low", "conf_high", "p_benefit",
        "p_mcid", "is_primary",
      ],
      rows: (analysis.arms?.comparisons ?? []).map {
        [
          .string($0.arm), .string($0.against), .string($0.scale.rawValue), .number($0.estimate),
          .number($0.mean), .number($0.sd), .number($0.confidenceLow),
          .number($0.confidenceHigh), .number($0.probabilityOfBenefit),
          .number($0.probabilityOfImportantBenefit), .bool($0.isPrimary),
        ]
      })
  }

  var forms: JSONValue {
    guard let forms = analysis.arms?.forms else { return .null }
    return [
      "forms": .array(forms.forms.map(PersonalReport.json)),
      "common": PersonalReport.json(forms.common),
      "omega": parameterRows("omega", [forms.omega]).json.elements?.first ?? .null,
    ]
  }

  private static func json(_ form: FormsEstimate.Form) -> JSONValue {
    [
      "form": .string(form.form), "arms": .array(form.arms.map(JSONValue.string)),
      "estimate": .number(form.estimate), "conf_low": .number(form.confidenceLow),
      "conf_high": .number(form.confidenceHigh),
      "p_benefit": .number(form.probabilityOfBenefit),
      "p_mcid": .number(form.probabilityOfImportantBenefit),
    ]
  }

  var dose: JSONValue {
    guard let dose = analysis.arms?.dose else { return .null }
    let levels = RowTable(
      name: "levels", columns: ["dose_mg", "nights", "estimate", "conf_low", "conf_high"],
      rows: dose.levels.map {
        [
          .number($0.dose), .integer($0.nights), .number($0.estimate), .number($0.confidenceLow),
          .number($0.confidenceHigh),
        ]
      })
    return [
      "per_100_mg": .number(dose.perHundredMilligrams), "conf_low": .number(dose.confidenceLow),
      "conf_high": .number(dose.confidenceHigh),
      "p_benefit": .number(dose.probabilityOfBenefit), "levels": levels.json,
      "log_bayes_factor": JSONValue(dose.logBayesFactor),
    ]
  }

  /// What a person reads of the arms among each other, of forms and of doses.
  var armElements: [Page.Element] {
    guard let arms = analysis.arms else { return [] }
    var elements: [Page.Element] = []
    if !arms.comparisons.isEmpty {
      elements.append(.heading("Every arm against every other"))
      elements.append(
        .table(
          estimates(
            arms.comparisons.map {
              (
                "\($0.arm) against \($0.against)" + ($0.isPrimary ? " (primary)" : ""),
                $0.estimate, $0.confidenceLow, $0.confidenceHigh, $0.probabilityOfBenefit,
                $0.probabilityOfImportantBenefit
              )
            })))
    }
    if let forms = arms.forms {
      elements.append(.heading("Forms, drawn towards what they have in common"))
      elements.append(
        .table(
          estimates(
            (forms.forms + [forms.common]).map {
              (
                $0.form, $0.estimate, $0.confidenceLow, $0.confidenceHigh, $0.probabilityOfBenefit,
                $0.probabilityOfImportantBenefit
              )
            })))
    }
    if let dose = arms.dose { elements += doseElements(dose) }
    return elements
  }

  private func doseElements(_ dose: DoseEstimate) -> [Page.Element] {
    func text(_ number: Double) -> String { DecimalText.brief(number, digits: digits) }
    let rows = dose.levels.map { level in
      [
        "\(DecimalText.brief(level.dose, digits: 4)) mg", "\(level.nights)", text(level.estimate),
        "\(text(level.confidenceLow)) to \(text(level.confidenceHigh))",
      ]
    }
    return [
      .heading("Dose"),
      .paragraph(
        """
        For every 100 mg of elemental magnesium more: \(wording.effectName) \
        \(text(dose.perHundredMilligrams)) (\(text(dose.confidenceLow)) to \
        \(text(dose.confidenceHigh))), if the effect grows evenly with the dose.
        """),
      .table(
        Grid(
          header: ["elemental dose", "nights", wording.effectName, "interval"], rows: rows,
          alignsRight: [true, true, true, true])),
    ]
  }

  private typealias EstimateRow = (
    label: String, estimate: Double, low: Double, high: Double, benefit: Double, important: Double
  )

  private func estimates(_ rows: [EstimateRow]) -> Grid {
    let decimals = decimals(for: rows.map(\.estimate))
    func text(_ number: Double) -> String { DecimalText.fixed(number, decimals: decimals) }
    return grid(
      rows.map {
        [
          $0.label, text($0.estimate), "\(text($0.low)) to \(text($0.high))",
          probability($0.benefit), probability($0.important),
        ]
      })
  }
}
