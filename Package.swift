// swift-tools-version: 6.1
import PackageDescription

/// `make test` sets MAGNIFY_OPTIMISED: the libraries then run at speed, and their tests, which see
/// what is internal, are compiled quickly. Packages that depend on this one never set it.
let optimised: [SwiftSetting] =
  Context.environment["MAGNIFY_OPTIMISED"] == nil ? [] : [.unsafeFlags(["-O"])]

let package = Package(
  name: "Magnify",
  products: [
    .executable(name: "magnify", targets: ["magnify"]),
    .library(name: "Numerics", targets: ["Numerics"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "MixedModels", targets: ["MixedModels"]),
    .library(name: "NOf1", targets: ["NOf1"]),
    .library(name: "Trials", targets: ["Trials"]),
    .library(name: "Figures", targets: ["Figures"]),
    .library(name: "Reports", targets: ["Reports"]),
    .library(name: "Batch", targets: ["Batch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // C and C++ behind one door each; only Numerics opens them.
    .target(
      name: "COpenBLAS",
      // openblas comes first and by name, so that its optimised LAPACK routines are the ones bound.
      linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("lapacke")]
    ),
    .target(name: "CBoostMath"),
    .target(name: "CLatentSeries"),
    .target(name: "CNLopt", linkerSettings: [.linkedLibrary("nlopt")]),

    .target(
      name: "Numerics", dependencies: ["COpenBLAS", "CBoostMath", "CLatentSeries", "CNLopt"],
      swiftSettings: optimised),
    .target(name: "Tables", dependencies: ["Numerics"], swiftSettings: optimised),
    .target(
      name: "MixedModels", dependencies: ["Numerics", "Tables"], swiftSettings: optimised),
    .target(
      name: "NOf1", dependencies: ["Numerics", "Tables", .product(name: "Yams", package: "Yams")],
      swiftSettings: optimised),
    .target(
      name: "Trials", dependencies: ["Numerics", "Tables", "MixedModels"],
      swiftSettings: optimised),
    .target(
      name: "Figures", dependencies: ["Numerics", "Tables", "MixedModels", "NOf1", "Trials"]),
    .target(
      name: "Reports",
      dependencies: [
        "Numerics", "Tables", "MixedModels", "NOf1", "Trials", "Figures",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      // The templates are part of the command: nothing is read from the disk when it runs.
      resources: [.embedInCode("HTML/Templates")]),
    .target(
      name: "Batch",
      dependencies: ["Tables", "Figures", "Reports", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "magnify",
      dependencies: [
        "Numerics", "Tables", "MixedModels", "NOf1", "Trials", "Figures", "Reports", "Batch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", dependencies: ["Numerics", "Tables"], path: "Tests/Support"),
    .testTarget(name: "NumericsTests", dependencies: ["Numerics", "TestSupport"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"]),
    .testTarget(name: "MixedModelsTests", dependencies: ["MixedModels", "TestSupport"]),
    .testTarget(name: "NOf1Tests", dependencies: ["NOf1", "TestSupport"]),
    .testTarget(name: "TrialsTests", dependencies: ["Trials", "TestSupport"]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "TestSupport"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestSupport"]),
    .testTarget(name: "BatchTests", dependencies: ["Batch", "TestSupport"]),
    .testTarget(name: "CommandTests", dependencies: ["magnify", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
