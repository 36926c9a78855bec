/// What a row of an input table is, told from its columns.
public enum TableShape: String, Sendable, CaseIterable {
  /// An arm at one time.
  case arms
  /// A reported comparison.
  case contrasts
  /// A study.
  case trials
  /// An estimate of a published review.
  case reviews
  /// A comparison with both arms: 1 is the treatment, 2 the comparator.
  case wide

  /// The shape of a table with these columns; nil where they tell none.
  static func of(_ columns: [String]) -> TableShape? {
    let names = Set(columns)
    if names.contains("review") { return .reviews }
    if names.contains("role") { return .arms }
    if names.contains("n_randomised") || names.contains("citation") { return .trials }
    if names.contains("effect") || names.contains("interval_kind") { return .contrasts }
    let canonical = Set(columns.map { wideAliases[$0] ?? $0 })
    let values = ["mean1", "events1", "pct1", "person_time1", "estimate", "p", "ci_low"]
    return values.contains { canonical.contains($0) } ? .wide : nil
  }

  /// The columns that are read.
  var columns: [String] {
    switch self {
    case .arms:
      words(
        """
        study group outcome arm role timepoint phase sequence period n mean sd se median q1 q3 min \
        max events total percent ci_low ci_high ci_level interval_of unit unit_days definition \
        n_basis value_kind recovered_from controlled person_time source_url source_kind note
        """)
    case .contrasts:
      words(
        """
        study group outcome effect timepoint measure comparison estimate se error ci_low ci_high \
        ci_level interval_kind p r design unit unit_days value_kind controlled source_url \
        source_kind note
        """)
    case .trials:
      words(
        """
        study group controlled randomised design arms citation year doi pmid registry country \
        population n_screened n_randomised n_analysed n_randomised_treatment \
        n_randomised_comparator n_analysed_treatment n_analysed_comparator form dose \
        elemental_mg_per_day duration periods washout blinding comparator primary_outcome funding \
        risk_of_bias numbers arithmetic note source_url source_kind
        """)
    case .reviews:
      words(
        """
        review citation year doi population outcome timepoint measure comparison estimate ci_low \
        ci_high ci_level interval_kind p unit model study k n k_basis i2_min i2_max certainty \
        control_value control_unit corresponding_value corresponding_low corresponding_high \
        source_url second_source_url note
        """)
    case .wide:
      words(
        """
        study group outcome timepoint n1 mean1 sd1 se1 events1 pct1 person_time1 n2 mean2 sd2 se2 \
        events2 pct2 person_time2 others1 others2 measure comparison estimate variance se error \
        ci_low ci_high ci_level p r design unit unit_days controlled citation author year note
        """)
    }
  }

  /// Other names of columns of a wide table: those of metafor and its data sets.
  static let wideAliases: [String: String] = [
    "ai": "events1", "bi": "others1", "n1i": "n1", "ci": "events2", "di": "others2", "n2i": "n2",
    "tpos": "events1", "tneg": "others1", "cpos": "events2", "cneg": "others2",
    "m1i": "mean1", "sd1i": "sd1", "m2i": "mean2", "sd2i": "sd2",
    "x1i": "events1", "t1i": "person_time1", "x2i": "events2", "t2i": "person_time2",
    "yi": "estimate", "vi": "variance", "sei": "se", "ri": "r", "pi": "p",
    "trial": "study", "slab": "study",
  ]

  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
