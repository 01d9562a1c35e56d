// SPDX-License-Identifier: Apache-2.0

/// What can be adjusted at a camera (UVC 1.5, 4.2.2.1 and 4.2.2.3).
public enum CameraControl: String, Sendable, Hashable, CaseIterable {
  /// 1 manual, 2 automatic, 4 by shutter, 8 by iris.
  case exposureMode = "exposure-mode"
  /// Time of exposure in units of 100 microseconds.
  case exposureTime = "exposure-time"
  /// Distance of focus in millimetres.
  case focus = "focus"
  /// 1 focuses by itself, 0 not.
  case autoFocus = "auto-focus"
  /// Focal length; units of the camera's choice.
  case zoom = "zoom"
  /// Units of the camera's choice.
  case brightness = "brightness"
  /// Units of the camera's choice.
  case contrast = "contrast"
  /// Units of the camera's choice.
  case gain = "gain"
  /// Units of the camera's choice.
  case sharpness = "sharpness"
  /// In hundredths.
  case gamma = "gamma"
  /// 0 off, 1 for 50 Hz, 2 for 60 Hz.
  case powerLineFrequency = "power-line-frequency"
}

/// What a control can be set to, and is set to.
public struct ControlRange: Sendable, Hashable {
  /// Least value.
  public let minimum: Int
  /// Largest value.
  public let maximum: Int
  /// Step between values; at least 1.
  public let resolution: Int
  /// Value after plugging in.
  public let standard: Int
  /// Value now.
  public let current: Int

  /// Takes the values as the camera gives them; a range that is upside down becomes its own end.
  public init(minimum: Int, maximum: Int, resolution: Int, standard: Int, current: Int) {
    self.minimum = minimum
    self.maximum = max(minimum, maximum)
    self.resolution = max(resolution, 1)
    self.standard = standard
    self.current = current
  }

  /// The value that can be set and is nearest to this one.
  public func nearest(_ value: Int) -> Int {
    let inside = min(max(value, minimum), maximum)
    let steps = (inside - minimum + resolution / 2) / resolution
    return min(minimum + steps * resolution, maximum)
  }
}

extension CameraControl {
  /// Where the video class keeps the control.
  struct Place: Sendable, Hashable {
    /// Whether the processing unit has it; else the camera terminal.
    let isProcessing: Bool
    /// Number of the control.
    let selector: UInt8
    /// Bytes of its value.
    let length: Int
    /// Bit of `bmControls` that says that it is there.
    let bit: Int
    /// Whether values can be negative.
    let isSigned: Bool

    static func camera(_ selector: UInt8, _ length: Int, bit: Int) -> Place {
      Place(isProcessing: false, selector: selector, length: length, bit: bit, isSigned: false)
    }

    static func processing(
      _ selector: UInt8, _ length: Int, bit: Int, isSigned: Bool = false
    ) -> Place {
      Place(isProcessing: true, selector: selector, length: length, bit: bit, isSigned: isSigned)
    }
  }

  /// Tables of UVC 1.5; bits by tables 3-6 and 3-8.
  var place: Place {
    switch self {
    case .exposureMode: .camera(0x02, 1, bit: 1)
    case .exposureTime: .camera(0x04, 4, bit: 3)
    case .focus: .camera(0x06, 2, bit: 5)
    case .autoFocus: .camera(0x08, 1, bit: 17)
    case .zoom: .camera(0x0b, 2, bit: 9)
    case .brightness: .processing(0x02, 2, bit: 0, isSigned: true)
    case .contrast: .processing(0x03, 2, bit: 1)
    case .gain: .processing(0x04, 2, bit: 9)
    case .powerLineFrequency: .processing(0x05, 1, bit: 10)
    case .sharpness: .processing(0x08, 2, bit: 4)
    case .gamma: .processing(0x09, 2, bit: 5)
    }
  }
}
