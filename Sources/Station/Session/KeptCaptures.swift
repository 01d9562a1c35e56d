// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

/// What the record needs of a kept finger or slap beside its blobs.
struct KeptFinger: Sendable, Codable {
  let position: FingerPosition
  let impression: ImpressionType
  let secondsSince1970: Int
  let pixelsPerInch: Double
  let fingers: [FingerScore]
  /// How sure the segmentation is of each box, 0...100, as `fingers`.
  let confidences: [UInt8]
  let device: String
  let frameSha256: String
  let algorithms: [AlgorithmVersion]
  /// Counts kept captures of the session: a later one is held against the earlier ones.
  let order: Int
  /// Whether the picture leaves open which hand it shows.
  let isHandDoubtful: Bool
  /// Whether another slap of this name showed another hand; older drafts do not say.
  var isContested: Bool?
  /// What speaks against it beside its scores, such as a roll that is not complete.
  let faults: [SessionFinding]

  /// Names of its blobs.
  var blobs: [String] {
    [BlobName.image(position), BlobName.minutiae(position)]
      + fingers.map { BlobName.print($0.finger, of: position) }
  }
}

/// What the record needs of a kept eye beside its blobs.
struct KeptEye: Sendable, Codable {
  let eye: EyeLabel
  let kind: UInt8
  let secondsSince1970: Int
  let outline: EyeOutline?
  let score: UInt8
  let device: String
  let frameSha256: String
  let algorithms: [AlgorithmVersion]
  /// Log odds that the picture shows a right eye; negative for a left one.
  let sideVote: Float

  var blobs: [String] { [BlobName.image(eye), BlobName.code(eye)] }
}

/// What the record needs of the portrait beside its blob.
struct KeptPortrait: Sendable, Codable {
  let secondsSince1970: Int
  let device: String
  let frameSha256: String
  let feedback: String?
}
