/// The rows of a latent AR(1) series: x_t with variance 1 and correlation rho^gap between
/// neighbouring slots of one series; eta gains tau times x of the row's slot.
struct LatentSeriesDesign: Sendable {
  /// The slot of each row; slots ascend with the rows, and every slot has one.
  let slotOfRow: [Int32]
  /// The distance to the slot before it in the same series, a whole number; 0 where a series
  /// begins.
  let gaps: [Double]
  /// Where the slots of each level of the grouping factor begin, and behind the last one; those of
  /// each series, where there is no random effect.
  let levelSlotStart: [Int]

  var slotCount: Int { gaps.count }
  var levelCount: Int { levelSlotStart.count - 1 }
}
