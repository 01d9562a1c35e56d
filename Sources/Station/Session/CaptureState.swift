// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// How far a capture is.
public enum CaptureStatus: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing was captured yet.
  case open
  /// The best attempt is below the limit, or in doubt, and attempts are left.
  case retry
  /// The best attempt is below the limit and none is left: a reason is needed, or an exception.
  case exhausted
  /// A print is of another finger, hand, eye or person than it should be: capture again.
  case doubtful
  /// Good enough.
  case accepted
  /// Accepted below the limit, with a reason.
  case overridden
  /// All of its fingers, or the eye, are declared as not to be captured.
  case excepted
}

/// One presentation and what came of it.
public struct Attempt: Sendable, Hashable, Codable {
  /// 1 for the first.
  public let number: Int
  /// RFC 3339 in UTC.
  public let at: String
  /// Who operated the device.
  public let officer: String
  /// The device as the operator knows it.
  public let device: String
  /// 0...100; of a slap that of its weakest finger. Nil where nothing could be scored.
  public let score: UInt8?
  /// Why it should be taken again, by code, the most important one first; empty for a good one.
  public let reasons: [SessionFinding]
}

/// One finger of a capture.
public struct FingerScore: Sendable, Hashable, Codable {
  /// Which finger.
  public let finger: FingerPosition
  /// 0...100; nil where none could be computed.
  public let score: UInt8?
  /// The limit that it is held against.
  public let limit: UInt8
  /// Where it is on a slap, in pixels; nil for a single finger.
  public let box: Box?

  /// An upright box, right and bottom outside.
  public struct Box: Sendable, Hashable, Codable {
    /// Pixels.
    public let left, top, right, bottom: Int
  }
}

/// Why a capture below the limit counts all the same.
public struct OverrideState: Sendable, Hashable, Codable {
  /// A code of the policy's `overrideReasons`.
  public let reason: String
  /// The officer's words; empty where none were needed.
  public let note: String
  /// Who accepted it.
  public let officer: String
  /// Who confirmed it; nil where the score needed no supervisor.
  public let supervisor: String?
  /// RFC 3339.
  public let at: String
}

/// One capture of the profile.
public struct CaptureState: Sendable, Hashable, Codable {
  /// A single finger or a slap.
  public let position: FingerPosition
  /// How it is presented.
  public let manner: CaptureManner
  /// How far it is.
  public internal(set) var status = CaptureStatus.open
  /// Presentations so far; those that showed the wrong finger count as well.
  public internal(set) var attempts: [Attempt] = []
  /// How many more there may be.
  public internal(set) var attemptsLeft: Int
  /// `Attempt.number` of the one that is kept; nil where none is.
  public internal(set) var best: Int?
  /// The fingers of the one that is kept, in card order.
  public internal(set) var fingers: [FingerScore] = []
  /// Width of the kept picture in pixels, for boxes; 0 where there is none.
  public internal(set) var width = 0
  /// Its height.
  public internal(set) var height = 0
  /// Doubts that the kept one stands under; each asks for a new capture of what it names.
  public internal(set) var doubts: [SessionFinding] = []
  /// Why it counts below the limit.
  public internal(set) var override: OverrideState?
}

/// One eye.
public struct EyeState: Sendable, Hashable, Codable {
  /// Which.
  public let eye: EyeLabel
  /// How far it is.
  public internal(set) var status = CaptureStatus.open
  /// Presentations so far.
  public internal(set) var attempts: [Attempt] = []
  /// How many more there may be.
  public internal(set) var attemptsLeft: Int
  /// The one that is kept.
  public internal(set) var best: Int?
  /// Score of the kept one, 0...100.
  public internal(set) var score: UInt8?
  /// Doubts that it stands under.
  public internal(set) var doubts: [SessionFinding] = []
  /// Why it counts below the limit.
  public internal(set) var override: OverrideState?
}

/// The face.
public struct PortraitState: Sendable, Hashable, Codable {
  /// How far it is.
  public internal(set) var status = CaptureStatus.open
  /// Presentations so far.
  public internal(set) var attempts: [Attempt] = []
  /// How many more there may be.
  public internal(set) var attemptsLeft: Int
  /// The one that is kept.
  public internal(set) var best: Int?
  /// Pixels of the kept one; 0 where there is none.
  public internal(set) var width = 0
  /// Pixels.
  public internal(set) var height = 0
  /// Why it counts although something is wrong with it.
  public internal(set) var override: OverrideState?
}
