// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of its own, because the fuzzer needs unsafe flags, which would keep the main package
// from being depended on. `Tests/Fuzz/run SECONDS` builds and runs all targets.
//
// A further parser is one folder `Sources/FuzzNAME` and one line below.

func fuzz(_ name: String, _ products: [String]) -> Target {
  .executableTarget(
    name: "Fuzz\(name)",
    dependencies: ["FuzzKit"] + products.map { .product(name: $0, package: "sinhtrac") },
    swiftSettings: [.unsafeFlags(["-parse-as-library", "-sanitize=fuzzer"])],
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
}

let package = Package(
  name: "sinhtrac-fuzz",
  dependencies: [.package(name: "sinhtrac", path: "../..")],
  targets: [
    .target(
      name: "FuzzKit",
      dependencies: ["Imaging", "Records"].map { .product(name: $0, package: "sinhtrac") }),
    fuzz("PNG", ["Imaging"]),
    fuzz("JPEG", ["Imaging"]),
    fuzz("JPEG2000", ["Imaging"]),
    fuzz("PGM", ["Imaging"]),
    fuzz("WSQ", ["Imaging"]),
    fuzz("Template", ["Records"]),
    fuzz("Comparison", ["FingerprintKit"]),
    fuzz("Record", ["Records"]),
    fuzz("FingerImage", ["Records"]),
    fuzz("Manifest", ["Records"]),
    fuzz("Store", ["Store"]),
    fuzz("USB", ["Devices"]),
    fuzz("VideoDescriptors", ["Devices"]),
    fuzz("VideoPayloads", ["Devices"]),
    fuzz("MotionJPEG", ["Devices"]),
    fuzz("Adapter", ["Devices"]),
    fuzz("Reader", ["Devices"]),
    fuzz("Application", ["Records", "Station"]),
    fuzz("Policy", ["Station"]),
    fuzz("QualityModel", ["FingerprintKit", "Records"]),
    fuzz("Document", ["Document"]),
    fuzz("CardText", ["Document"]),
    fuzz("Iris", ["IrisKit", "Imaging", "Records"]),
    fuzz("SealedMessage", ["Records"]),
    fuzz("Archive", ["Records"]),
  ],
  swiftLanguageModes: [.v6]
)
