/// A verdict before it is tied to a claim.
struct ClaimJudgement {
  typealias Verdict = ClaimVerdict.Verdict

  var verdict: Verdict
  var code: String
  /// Sentences without their final full stops.
  var reasons: [String]
  var rewording: String?
  var evidence: [ClaimEvidence] = []

  init(
    _ verdict: Verdict, _ code: String, _ reasons: [String], rewording: String? = nil,
    evidence: [ClaimEvidence] = []
  ) {
    self.verdict = verdict
    self.code = code
    self.reasons = reasons
    self.rewording = rewording
    self.evidence = evidence
  }

  /// The same finding, decided by another rule.
  func becoming(_ verdict: Verdict, _ code: String, because reasons: [String]) -> ClaimJudgement {
    var other = self
    (other.verdict, other.code) = (verdict, code)
    other.reasons += reasons
    return other
  }

  func verdict(of claim: Claim) -> ClaimVerdict {
    ClaimVerdict(
      claim: claim.id, statement: claim.statement, verdict: verdict, code: code,
      reason: reasons.map(ClaimText.sentence).joined(separator: " "),
      rewording: rewording.map(ClaimText.sentence),
      evidence: evidence,
      place: claim.source?.finding("A330", .information, message: "").place)
  }
}
