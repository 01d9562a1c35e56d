// SPDX-License-Identifier: Apache-2.0

/// Where a model departs from UVC, and facts that UVC has no word for. The defaults depart in nothing.
public struct CameraQuirks: Sendable, Hashable {
  /// Never changes the frame ID in payload headers; frames end by end-of-frame alone.
  public var keepsFrameID = false
  /// Changes the time stamp within a frame.
  public var changesTimeStamp = false
  /// Says a far too large `dwMaxPayloadTransferSize`; it is computed from size and rate.
  public var overstatesBandwidth = false
  /// Bytes of its probe block, where it answers to no other: 26, 34 or 48.
  public var probeLength: Int?
  /// Most bytes without meaning before a JPEG picture in its frame; 0 where it begins at once.
  public var bytesBeforeJPEG = 0
  /// What stands behind a JPEG picture in its frame.
  public var behindJPEG = BehindJPEG.padding
  /// Promises stills and gives none, or none that are of use: frames of the stream are taken.
  public var hasNoStills = false
  /// Bits of 16-bit pixels that are used, counted from the lowest: 10, 12 or 16.
  public var significantBits = 16
  /// How pictures lie.
  public var orientation = PictureOrientation.upright
  /// How many eyes a picture shows.
  public var eyes = Eyes.one
  /// Which frames the lamps are on in.
  public var lamps = Lamps.always
  /// What switches the lamps on; nil where nothing must.
  public var lampControl: LampControl?

  /// What stands behind a JPEG picture in its frame. Whatever it is, a picture that is not whole from
  /// its first marker to its last is dropped.
  public enum BehindJPEG: String, Sendable, Hashable {
    /// Nothing, or bytes of 0 or 255 up to the size of a transfer.
    case padding
    /// Further whole pictures, as thumbnails; the first one of the agreed size counts.
    case furtherPictures
    /// What lay in the camera's memory before. Two frames that ran into one are not noticed then.
    case leftovers
  }

  /// How many eyes a picture shows.
  public enum Eyes: String, Sendable, Hashable {
    /// One, which the operator names.
    case one
    /// Two side by side: the person's right eye is in the left half.
    case two
  }

  /// Which frames the lamps are on in.
  public enum Lamps: String, Sendable, Hashable {
    /// All.
    case always
    /// Every second one; the brighter half of the frames is used.
    case alternating
  }

  /// A control of an extension unit that works the lamps.
  public struct LampControl: Sendable, Hashable {
    /// Name of the extension unit.
    public let unit: VideoGUID
    /// The control.
    public let selector: UInt8
    /// What is written to switch them on.
    public let on: [UInt8]
    /// What is written to switch them off.
    public let off: [UInt8]

    /// Takes all parts.
    public init(unit: VideoGUID, selector: UInt8, on: [UInt8], off: [UInt8]) {
      self.unit = unit
      self.selector = selector
      self.on = on
      self.off = off
    }
  }

  /// No departure.
  public init() {}
}

/// How a sensor is built in.
public enum PictureOrientation: String, Sendable, Hashable {
  /// As it should be.
  case upright
  /// Turned by 180 degrees.
  case upsideDown
  /// Left and right exchanged.
  case mirrored
}
