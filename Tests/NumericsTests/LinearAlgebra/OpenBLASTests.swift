import Foundation
import Testing

@testable import Numerics

/// Serialized: the number of BLAS threads belongs to the whole process.
@Suite(.serialized) struct OpenBLASTests {
  @Test func lapackIsBoundToOpenBLAS() throws {
    let path = try #require(OpenBLAS.configuration.libraryPath)
    #expect(path.contains("libopenblas"))
  }

  /// A choice by the environment stands, and is not tested.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"] == nil))
  func kernelsFitTheProcessor() throws {
    let flags = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    let configuration = OpenBLAS.configuration
    #expect(configuration.build.contains("OpenBLAS"))
    if flags.contains(" avx2 ") { #expect(configuration.coreName != "Prescott") }
    if flags.contains(" avx512vl "), configuration.kernelsWereSwitched {
      #expect(configuration.coreName == "SkylakeX")
    }
  }

  @Test func threadsAreSetAndRestored() {
    let before = OpenBLAS.configuration.threads
    #expect(before == 1)
    OpenBLAS.withThreads(2) {
      #expect(OpenBLAS.configuration.threads == 2)
    }
    #expect(OpenBLAS.configuration.threads == before)
    struct Stop: Error {}
    #expect(throws: Stop.self) { try OpenBLAS.withThreads(2) { throw Stop() } }
    #expect(OpenBLAS.configuration.threads == before)
  }

  @Test func flavoursWarn() {
    func configuration(_ threading: OpenBLAS.Threading) -> OpenBLAS.Configuration {
      OpenBLAS.Configuration(
        coreName: "Haswell", kernelsWereSwitched: false, threading: threading, threads: 1,
        build: "OpenBLAS", libraryPath: nil)
    }
    #expect(configuration(.pthread).warnings.isEmpty)
    #expect(configuration(.pthread).supportsConcurrentCalls)
    #expect(configuration(.serial).warnings.count == 1)
    #expect(!configuration(.serial).supportsConcurrentCalls)
    #expect(configuration(.openMP).warnings.count == 1)
  }

  @Test(.enabled(if: OpenBLAS.supportsConcurrentCalls))
  func concurrentCallsAgreeWithSerialOnes() async throws {
    @Sendable func work(_ task: Int) -> Double {
      var stream = RandomStream(seed: 51, task: UInt64(task))
      let matrix = randomPositiveDefinite(60, &stream)
      return (try? CholeskyFactor(matrix).logDeterminant) ?? .infinity
    }
    let serial = (0..<40).map(work)
    let parallel = await withTaskGroup(of: (Int, Double).self) { group in
      for task in 0..<40 { group.addTask { (task, work(task)) } }
      var results = [Double](repeating: 0, count: 40)
      for await (task, result) in group { results[task] = result }
      return results
    }
    #expect(serial == parallel)
    #expect(serial.allSatisfy { $0.isFinite })
  }
}
