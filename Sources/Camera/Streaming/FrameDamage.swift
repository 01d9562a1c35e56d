// SPDX-License-Identifier: Apache-2.0

/// Why a frame is not handed on. A frame with several counts once, under the first that was seen.
public enum FrameDamage: String, Sendable, Hashable, CaseIterable {
  /// Packets did not arrive, or not whole, or a transfer failed.
  case lostPackets
  /// The camera itself reported an error.
  case deviceError
  /// A payload's header makes no sense.
  case badHeader
  /// It began without a toggle of the frame ID: parts of two frames could be mixed.
  case toggleLost
  /// Its payloads carry different time stamps: parts of two frames are mixed.
  case mixed
  /// It has too few bytes.
  case short
  /// It has too many bytes.
  case overlong
  /// It is no whole JPEG picture of the right size.
  case unreadable
  /// The kernel's driver did not hand it over: it was damaged, or no buffer was free.
  case withheld
  /// The stream ended in its middle.
  case interrupted
}
