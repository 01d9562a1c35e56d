// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Where a capture comes from: what a record needs to say which scanner and which code made each
/// number.
public struct Provenance: Sendable, Hashable {
  /// The capture device as the operator knows it: driver, model, serial number.
  public let device: String
  /// SHA-256 of the raw frame as the device gave it.
  public let frameDigest: Digest256
  /// The algorithms that made the image, template and scores, in the order they ran.
  public let algorithms: [AlgorithmVersion]

  /// Throws `provenance` when the device's name is not 1 to 126 printable ASCII characters.
  public init(
    device: String, frameDigest: Digest256, algorithms: [AlgorithmVersion] = []
  ) throws(RecordError) {
    guard isPrintable(device, 1...126) else {
      throw RecordError(
        "provenance",
        "Describing a capture: the device's name must be 1 to 126 printable ASCII characters.")
    }
    self.device = device
    self.frameDigest = frameDigest
    self.algorithms = algorithms
  }
}

/// An algorithm and its version, such as `minutia-extraction 1`.
public struct AlgorithmVersion: Sendable, Hashable, Codable {
  /// Name in kebab-case.
  public let name: String
  /// Version as its author counts.
  public let version: String

  /// Takes name and version.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// Whether a text has only the characters from blank to tilde, and a length in the range.
func isPrintable(_ text: String, _ length: ClosedRange<Int>) -> Bool {
  length.contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7e).contains($0) }
}
