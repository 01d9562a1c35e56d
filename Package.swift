// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// The build enforces the layers: imports go down only, and
// `swift build --explicit-target-dependency-import-check error` refuses an undeclared one.

/// Settings of every Swift target. `make test` and CI set SINHTRAC_STRICT, which makes warnings errors.
let house: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["SINHTRAC_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func layer(
  _ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting] = [],
  path: String? = nil, resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, resources: resources,
    swiftSettings: house + settings)
}

/// Settings of the layers that read data from outside: no line of theirs may be memory-unsafe.
let parser: [SwiftSetting] = [.strictMemorySafety()]

func tests(
  of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: house)
}

let package = Package(
  name: "sinhtrac",
  products: [
    .executable(name: "sinhtrac", targets: ["sinhtrac"]),
    .library(name: "FingerprintKit", targets: ["Fingerprint", "Imaging", "Biometrics"]),
    .library(name: "IrisKit", targets: ["Iris", "Imaging", "Biometrics"]),
    .library(name: "Imaging", targets: ["Imaging"]),
    .library(name: "Records", targets: ["Records", "Biometrics", "Cryptography"]),
    .library(name: "Station", targets: ["Station", "KeyProtection"]),
    .library(name: "Store", targets: ["Store", "Records", "Cryptography"]),
    .library(name: "Document", targets: ["Document", "CardReader", "Cryptography", "Bytes"]),
    .library(
      name: "Devices",
      targets: [
        "FingerScanner", "Camera", "CardReader", "USB", "ScannerModels", "CameraModels",
        "ReaderModels",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    // 0  system libraries, C faces, nouns
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    .systemLibrary(name: "CPKCS11"),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CVideo4Linux"),
    system("CPNG", pkgConfig: "libpng", apt: "libpng-dev"),
    system("CJPEG", pkgConfig: "libjpeg", apt: "libjpeg62-turbo-dev"),
    system("COpenJPEG", pkgConfig: "libopenjp2", apt: "libopenjp2-7-dev"),
    system("CPCSC", pkgConfig: "libpcsclite", apt: "libpcsclite-dev"),
    system("CZBar", pkgConfig: "zbar", apt: "libzbar-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CLibUSB", pkgConfig: "libusb-1.0", apt: "libusb-1.0-0-dev"),
    .target(name: "CImageCodecs", dependencies: ["CPNG", "CJPEG", "COpenJPEG"]),
    .target(name: "CKernels"),
    .target(name: "CQualityModel", exclude: ["quality.model"]),
    .target(name: "CStationScreens", exclude: ["web"]),
    layer("Bytes", [], parser),
    layer("Biometrics", [], parser),
    // 1
    layer("Cryptography", ["CCrypto", "Bytes", "Biometrics"]),
    layer("USB", ["CLibUSB", "Bytes", "Biometrics"]),
    layer("Imaging", ["CImageCodecs", "CKernels", "Bytes", "Biometrics"]),
    layer("Codes", ["CZBar", "Imaging"]),
    // 2
    layer("Fingerprint", ["Imaging", "Biometrics", "Bytes", "Cryptography", "CQualityModel"]),
    layer("Iris", ["Imaging", "Biometrics", "Bytes", "Cryptography"]),
    layer("FingerScanner", ["USB", "Biometrics", "Bytes", "Cryptography"]),
    layer(
      "Camera", ["USB", "Bytes", "Biometrics", "Cryptography", "CImageCodecs", "CVideo4Linux"],
      parser),
    layer("CardReader", ["CPCSC", "USB", "Bytes", "Biometrics"]),
    layer(
      "Document", ["CardReader", "Bytes", "Biometrics", "Cryptography"], parser,
      resources: [.embedInCode("Text/Vietnam/provinces.txt")]),
    layer("Records", ["Bytes", "Biometrics", "Cryptography"], parser),
    layer(
      "Store",
      [
        "Records", "Cryptography", "Biometrics", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    layer("KeyProtection", ["CPKCS11", "Cryptography", "Bytes", "Biometrics"]),
    // 3
    layer(
      "SampleKit", ["Imaging", "Biometrics", "Bytes", "Cryptography", "CardReader", "Document"]),
    layer(
      "Station",
      [
        "Biometrics", "Imaging", "Fingerprint", "Iris", "Records", "Cryptography", "USB",
        "FingerScanner", "Camera", "CardReader", "Document", "SampleKit", "Store",
      ],
      resources: [
        .embedInCode("Report/report.css"), .embedInCode("Report/day.css"),
        .embedInCode("Report/sheet.css"),
      ]),
    layer("Transfer", ["CCurl", "Store", "Cryptography", "Biometrics"]),
    // 4
    layer(
      "StationServer",
      [
        "Station", "Store", "Transfer", "Records", "Cryptography", "SampleKit", "Document",
        "FingerScanner", "Camera", "CardReader", "Fingerprint", "Iris", "Imaging", "USB",
        "Biometrics", "CStationScreens",
        .product(name: "Hummingbird", package: "hummingbird"),
      ]),
    layer(
      "Centre",
      [
        "Transfer", "Store", "Records", "Cryptography", "Biometrics",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ]),
    layer(
      "Benchmarks",
      [
        "Biometrics", "FingerScanner", "Imaging", "Fingerprint", "Iris", "Records", "SampleKit",
        "ScannerModels", "USB", "Camera", "Station", "Store", "Cryptography",
      ]),
    .executableTarget(
      name: "ImageAdapter", dependencies: ["Biometrics", "FingerScanner", "Imaging"],
      swiftSettings: house),
    .executableTarget(
      name: "sinhtrac",
      dependencies: [
        "Biometrics", "Imaging", "Fingerprint", "Iris", "Records", "SampleKit", "Station",
        "StationServer",
        "Benchmarks", "USB", "FingerScanner", "Camera", "CardReader", "Document", "Codes",
        "Cryptography", "KeyProtection", "Store", "Centre", "Transfer", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    tests(
      of: "StationServer",
      [
        "Biometrics", "Camera", "CameraModels", "Codes", "Cryptography", "Imaging", "Records",
        "Station",
        "Store", "Transfer", "USB",
        .product(name: "Hummingbird", package: "hummingbird"),
      ]),
    tests(of: "Bytes", []),
    tests(of: "Biometrics", []),
    tests(of: "Cryptography", ["Biometrics", "Bytes"]),
    tests(of: "KeyProtection", ["Cryptography"]),
    tests(of: "USB", ["Bytes", "ScannerModels"]),
    layer("ScannerModels", ["USB"], path: "Tests/ScannerModels"),
    tests(of: "FingerScanner", ["Biometrics", "Bytes", "USB", "ScannerModels"]),
    layer("ReaderModels", ["USB"], path: "Tests/ReaderModels"),
    tests(of: "CardReader", ["Biometrics", "Bytes", "USB", "ReaderModels", "ScannerModels"]),
    tests(of: "Document", ["CardReader", "Biometrics", "Bytes", "Cryptography"]),
    layer("CameraModels", ["USB", "Camera"], path: "Tests/CameraModels"),
    tests(of: "Camera", ["Biometrics", "Bytes", "USB", "CameraModels"]),
    tests(of: "Transfer", ["Centre", "Store", "Records", "Cryptography"]),
    tests(of: "Records", ["Biometrics", "Bytes", "Cryptography"], exclude: ["Golden"]),
    .executableTarget(
      name: "TransferDriver", dependencies: ["Store", "Records", "Cryptography"],
      path: "Tests/TransferDriver", swiftSettings: house),
    .executableTarget(
      name: "StoreDriver", dependencies: ["Store", "Records", "Cryptography", "Biometrics"],
      path: "Tests/StoreDriver", swiftSettings: house),
    .target(name: "CFaultyDisk", path: "Tests/CFaultyDisk"),
    .executableTarget(
      name: "EnrolmentDriver",
      dependencies: [
        "CFaultyDisk", "Biometrics", "CardReader", "Cryptography", "Document", "Records",
        "SampleKit", "Station", "Store",
      ],
      path: "Tests/EnrolmentDriver", swiftSettings: house),
    tests(
      of: "Store",
      ["Records", "Cryptography", "Biometrics", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(of: "Fingerprint", ["Biometrics", "Imaging", "SampleKit"]),
    tests(of: "Imaging", ["Biometrics"]),
    tests(of: "Codes", ["Imaging"]),
    tests(of: "Iris", ["Biometrics", "Imaging", "SampleKit"]),
    tests(
      of: "Station",
      [
        "Biometrics", "Camera", "CameraModels", "CardReader", "Cryptography", "Document",
        "FingerScanner", "Fingerprint", "Imaging", "Iris", "Records", "SampleKit",
        "ScannerModels", "Store", "USB",
      ]),
    tests(
      of: "SampleKit",
      ["Biometrics", "Imaging", "Cryptography", "CardReader", "Document", "USB", "ReaderModels"]),
    tests(of: "Benchmarks", ["Fingerprint"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "sinhtrac", "ImageAdapter", "Biometrics", "Cryptography", "Document", "Fingerprint",
        "Imaging", "KeyProtection", "Records", "Store",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Golden", "Help"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)
