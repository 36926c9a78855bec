// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Examples",
  dependencies: [.package(name: "Magnify", path: "..")],
  targets: [
    .executableTarget(
      name: "PersonalVerdict",
      dependencies: [
        .product(name: "NOf1", package: "Magnify"), .product(name: "Tables", package: "Magnify"),
      ]),
    .executableTarget(
      name: "PooledTrials",
      dependencies: [
        .product(name: "Figures", package: "Magnify"), .product(name: "Trials", package: "Magnify"),
      ]),
    .executableTarget(
      name: "MixedModel",
      dependencies: [
        .product(name: "MixedModels", package: "Magnify"),
        .product(name: "Tables", package: "Magnify"),
      ]),
    .executableTarget(
      name: "PlanATrial", dependencies: [.product(name: "NOf1", package: "Magnify")]),
  ],
  swiftLanguageModes: [.v6]
)
