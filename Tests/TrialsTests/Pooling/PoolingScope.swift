/// Reference cases and fields that pooling does not cover, each with its reason.
enum PoolingScope {
  static let elsewhere: [(case: String, field: String, reason: String)] = [
    ("meta-bcg-escalc", "", "effect sizes"),
    (
      "meta-bcg-glmm", "UM_FS/log_lik",
      "of UM.FS metafor subtracts glmer's conditional deviance, not the marginal one"
    ),
    ("meta-bcg-glmm", "CM_AL/log_lik", "the same"),
    (
      "meta-bcg-glmm", "UM_RS/se",
      "off by 4e-3 by glmer's inner tolerance: compared with glmmTMB elsewhere"
    ),
    ("meta-bcg-glmm", "UM_RS/QE_Wld", "the same"),
    ("meta-bcg-mh", "", "Mantel-Haenszel and Peto"),
    ("meta-curtis-escalc", "", "effect sizes"),
    ("meta-escalc-metafor5-independent", "", "effect sizes"),
    ("meta-escalc-metafor5-paired", "", "effect sizes"),
    ("meta-gibson-escalc", "", "effect sizes"),
    ("meta-mcdaniel-escalc", "", "effect sizes"),
    ("meta-nielweise-escalc", "", "effect sizes"),
    ("meta-nielweise-irr", "mh/", "Mantel-Haenszel"),
    ("meta-paired-escalc", "", "effect sizes"),
    ("meta-pritz-escalc", "", "effect sizes"),
    ("meta-yusuf-peto-mh", "peto/", "Peto"),
    ("meta-yusuf-peto-mh", "mh_OR/", "Mantel-Haenszel"),
    ("meta-zero-cells", "peto/", "Peto"),
    ("meta-zero-cells", "mh_", "Mantel-Haenszel"),
    ("meta-zero-cells", "AS/", "effect sizes"),
    ("meta-zero-cells", "OR", "effect sizes"),
    ("meta-zero-cells", "PETO/", "effect sizes"),
    ("meta-zero-cells", "RD/", "effect sizes"),
    ("meta-zero-cells", "RR", "effect sizes"),
    ("meta-bcg-rr-bias", "fsn_", "fail-safe numbers are not offered: they estimate nothing"),
    ("meta-bcg-rr-ablat", "leave1out_not_available", "a note, not a result"),
    ("meta-bcg-rr-more", "fixed_tau2_0_3/se_tau2", "a given tau^2 has no standard error"),
    ("meta-reml-hard", "metafor_default_fails", "a note, not a result"),
  ]

  static func reason(case name: String, path: String) -> String? {
    elsewhere.first { entry in
      entry.case == name
        && (entry.field.isEmpty || path.hasPrefix(entry.field) || path.hasSuffix(entry.field))
    }?.reason
  }

  /// Cases of which nothing is covered.
  static var wholeCases: Set<String> {
    Set(elsewhere.filter { $0.field.isEmpty }.map(\.case))
  }
}
