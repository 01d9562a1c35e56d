// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// Benches that put the drivers under the real libusb and the real kernel. A package of its own, because
// only these need libumockdev. `Tests/Bench/run` builds and runs them; `Tests/Bench/system` is the one
// with a kernel.

func kit(_ name: String) -> Target.Dependency { .product(name: name, package: "sinhtrac") }

let package = Package(
  name: "sinhtrac-bench",
  dependencies: [.package(name: "sinhtrac", path: "../..")],
  targets: [
    .systemLibrary(
      name: "CUMockdev", pkgConfig: "umockdev-1.0", providers: [.apt(["libumockdev-dev"])]),
    .target(name: "CVirtualBus", dependencies: ["CUMockdev"]),
    .target(name: "DeviceHost", dependencies: [kit("Devices")]),
    .executableTarget(
      name: "VirtualScanner", dependencies: ["DeviceHost", "CVirtualBus", kit("Devices")]),
    .executableTarget(name: "VHCIScanner", dependencies: ["DeviceHost", kit("Devices")]),
    .executableTarget(name: "CardBridge", dependencies: [kit("Devices")]),
    .executableTarget(
      name: "ReaderClient", dependencies: [kit("Devices"), kit("Document"), kit("Records")]),
    .executableTarget(name: "ScannerClient", dependencies: [kit("Devices")]),
    .executableTarget(name: "CameraClient", dependencies: [kit("Devices")]),
    // The same tests as the project's, here for `Tests/Bench/sanitize`.
    .testTarget(
      name: "FingerScannerTests", dependencies: [kit("Devices")],
      exclude: ["Drivers/DecodingTimeTests.swift"],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
