/// An estimate and its sampling variance, not yet checked.
struct RawEffect {
  var estimate: Double
  var variance: Double
}
