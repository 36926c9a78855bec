import Testing

@testable import Numerics

@Suite struct PhiloxTests {
  /// The known answers published with Random123 (Salmon et al. 2011), philox4x32 with 10 rounds.
  @Test func knownAnswers() {
    let ones = UInt32.max
    let zero = Philox.block(Philox.Block(0, 0, 0, 0), key: 0)
    #expect(zero == Philox.Block(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let full = Philox.block(Philox.Block(ones, ones, ones, ones), key: .max)
    #expect(full == Philox.Block(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox.block(
      Philox.Block(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: 0x299f_31d0_a409_3822)
    #expect(pi == Philox.Block(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func halvesOfABlockRoundTrip() {
    let block = Philox.Block(low: 0x0123_4567_89ab_cdef, high: 0xfedc_ba98_7654_3210)
    #expect(block == Philox.Block(0x89ab_cdef, 0x0123_4567, 0x7654_3210, 0xfedc_ba98))
    #expect(block.low == 0x0123_4567_89ab_cdef)
    #expect(block.high == 0xfedc_ba98_7654_3210)
  }
}
