// swift-tools-version: 6.1
import PackageDescription

// What is made or measured with Magnify, but is no part of it: the shipped logs, the calibration
// and recovery tables, the timings. A package of its own, so that neither the build nor the tests wait for it.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "Magnify", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .target(
      name: "SimulatedStudies",
      dependencies: [
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
      ]),
    .executableTarget(
      name: "generate-logs",
      dependencies: [
        "SimulatedStudies",
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/GenerateLogs"),
    .executableTarget(
      name: "calibrate",
      dependencies: [
        "SimulatedStudies",
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Calibrate"),
    .executableTarget(
      name: "time-analysis",
      dependencies: [
        "SimulatedStudies",
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/TimeAnalysis"),
    .executableTarget(
      name: "time-reading",
      dependencies: [
        .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/TimeReading"),
    .executableTarget(
      name: "time-models",
      dependencies: [
        .product(name: "MixedModels", package: "Magnify"),
        .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/TimeModels"),
    .executableTarget(
      name: "time-pooling",
      dependencies: [
        .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "Trials", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/TimePooling"),
    .executableTarget(
      name: "recover",
      dependencies: [
        "SimulatedStudies",
        .product(name: "MixedModels", package: "Magnify"),
        .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Recover"),
    .executableTarget(
      name: "population-coverage",
      dependencies: [
        "SimulatedStudies",
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/PopulationCoverage"),
    .executableTarget(
      name: "time-population",
      dependencies: [
        "SimulatedStudies",
        .product(name: "NOf1", package: "Magnify"), .product(name: "Numerics", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/TimePopulation"),
    .executableTarget(name: "sample-arms", path: "Sources/SampleArms"),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
