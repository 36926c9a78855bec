import Numerics
import TestSupport
import Testing

@testable import Trials

/// The data behind the reference cases.
enum DependentData {
  static func effect(
    _ study: String, _ label: String, _ estimate: Double, _ variance: Double, time: Double? = nil
  ) -> DependentEffect {
    DependentEffect(
      StudyEffect(study: study, measure: .generic, estimate: estimate, variance: variance),
      label: label, time: time)
  }

  private static func effects(
    _ file: String, study: String, label: String, time: String? = nil
  ) throws -> [DependentEffect] {
    try Reference.rows("data/\(file).csv").map { row in
      effect(
        row[study] ?? "", row[label] ?? "", try #require(Double(row["yi"] ?? "")),
        try #require(Double(row["vi"] ?? "")), time: time.flatMap { Double(row[$0] ?? "") })
    }
  }

  static func assink() throws -> [DependentEffect] {
    try effects("assink2016", study: "study", label: "esid")
  }

  static func assinkDesign() throws -> PoolingDesign {
    let rows = try Reference.rows("data/assink2016.csv")
    return try PoolingDesign(moderators: [
      ("year", try rows.map { try #require(Double($0["year"] ?? "")) }),
      ("deltypegeneral", rows.map { $0["deltype"] == "general" ? 1 : 0 }),
      ("deltypeovert", rows.map { $0["deltype"] == "overt" ? 1 : 0 }),
    ])
  }

  static func berkeyEffects() throws -> ([DependentEffect], SamplingCovariance) {
    let rows = try Reference.rows("data/berkey1998.csv")
    let all = try effects("berkey1998", study: "trial", label: "outcome")
    let studies = all.map(\.study).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let blocks = try studies.map { study in
      SamplingCovariance.Block(
        study: study,
        rows: try rows.filter { $0["trial"] == study }.map { row in
          [try #require(Double(row["v1i"] ?? "")), try #require(Double(row["v2i"] ?? ""))]
        })
    }
    return (all, .blocks(blocks))
  }

  static func berkey(
    isRestricted: Bool = true, test: DependentPooling.Test = .containment
  ) throws -> DependentPooledEffects {
    let (effects, covariance) = try berkeyEffects()
    let outcomes = ["AL", "PD"]
    return try DependentPooling(
      effects: .unstructured, samplingCovariance: covariance, isRestricted: isRestricted,
      test: test
    ).pool(
      effects,
      design: means(of: effects.map(\.label), levels: outcomes, prefix: "outcome"))
  }

  static func ishakEffects() throws -> [DependentEffect] {
    try effects("ishak2007-long", study: "study", label: "time", time: "time")
  }

  static func ishak() throws -> DependentPooledEffects {
    let effects = try ishakEffects()
    return try DependentPooling(
      effects: .autoregressive, samplingCovariance: .autoregressive(0.97), test: .normal
    ).pool(
      effects,
      design: means(of: effects.map(\.label), levels: ["1", "2", "3", "4"], prefix: "time.f"))
  }

  /// A mean for every level.
  static func means(of labels: [String], levels: [String], prefix: String) throws -> PoolingDesign {
    try PoolingDesign(
      names: levels.map { prefix + $0 },
      matrix: .init(rows: labels.map { label in levels.map { $0 == label ? 1 : 0 } }))
  }
}
