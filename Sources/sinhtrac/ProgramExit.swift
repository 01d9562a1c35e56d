// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import CardReader
import Cryptography
import Glibc

/// How the program ends; scripts rely on these numbers.
enum ProgramExit: Int32, Error, CaseIterable {
  case ok = 0
  case failure = 1
  case usage = 2
  case qualityBelowThreshold = 3
  case device = 4
  case tampered = 5
  case notPermitted = 6

  /// What the number means, for help texts and the README.
  var meaning: String {
    switch self {
    case .ok: "ok"
    case .failure: "failure: the message says what was found and what to do"
    case .usage: "usage: the command line is not understood"
    case .qualityBelowThreshold: "quality below threshold"
    case .device: "device: missing, busy or broken"
    case .tampered: "tampered: a digest or seal does not fit"
    case .notPermitted: "not permitted by the rules of enrolment"
    }
  }

  /// All numbers and meanings, one a line.
  static var table: String {
    "Exit codes:\n"
      + allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
  }

  /// The status that fits an error: by its code where the contract has a number for it.
  init(_ error: any Error) {
    switch error {
    case let status as ProgramExit: self = status
    case is StandardOutput.Closed: self = .ok
    case let explained as any ExplainedError: self = Self.of(explained.code)
    default:
      let code = Sinhtrac.exitCode(for: error)
      self = code == .success ? .ok : code == .validationFailure ? .usage : .failure
    }
  }

  /// Error codes that end with a number of their own; every other one is a plain failure.
  private static let byCode: [String: ProgramExit] = [
    "usage": .usage,
    "quality-below-threshold": .qualityBelowThreshold,
    "fingers-swapped": .qualityBelowThreshold,
    "finger-misplaced": .qualityBelowThreshold,
    "finger-repeated": .qualityBelowThreshold,
    "other-hand": .qualityBelowThreshold,
    "eye-repeated": .qualityBelowThreshold,
    "device-unavailable": .device,
    "key-device": .device,
    "part-altered": .tampered,
    "stick-altered": .tampered,
    "receipt-refused": .tampered,
    "record-conflict": .tampered,
    "store-damaged": .tampered,
    "not-permitted": .notPermitted,
  ]

  /// Whatever a scanner, a camera, a card reader or USB reports ends with the status of devices, also as
  /// a part of another error.
  private static func of(_ code: String) -> ProgramExit {
    let isDevice =
      ["scanner-", "camera-", "usb-"].contains { code.hasPrefix($0) } || ofReaders.contains(code)
    if ofSeals.contains(code) { return .tampered }
    return isDevice ? .device : byCode[code] ?? .failure
  }

  /// Everything that is wrong with a sealed message itself, not with the key.
  private static let ofSeals = Set(
    SealError.Reason.allCases.map(\.rawValue)
  ).subtracting([SealError.Reason.notForThisKey, .badRecipient, .tooLarge].map(\.rawValue))

  private static let ofReaders = Set(
    CardError.Reason.allCases.map(\.rawValue) + ["document-link-lost", "document-session-lost"])

  /// Ends the program.
  func end() -> Never { exit(rawValue) }
}
