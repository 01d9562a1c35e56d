// SPDX-License-Identifier: Apache-2.0

/// The kernel's number of a control, and how its values differ from those of the video class.
struct NodeControl: Sendable, Hashable {
  /// `V4L2_CID`.
  let id: UInt32
  /// Values of the video class in the order of the kernel's; nil where both are the same.
  private let values: [Int]?

  private init(_ id: UInt32, values: [Int]? = nil) { (self.id, self.values) = (id, values) }

  /// Controls of users begin at 0x980900, those of cameras at 0x9a0900 (`linux/v4l2-controls.h`). Units
  /// are those of the video class, which the driver passes on.
  init(_ control: CameraControl) {
    switch control {
    // V4L2_EXPOSURE_AUTO, _MANUAL, _SHUTTER_PRIORITY, _APERTURE_PRIORITY
    case .exposureMode: self.init(0x9a_0901, values: [2, 1, 4, 8])
    case .exposureTime: self.init(0x9a_0902)
    case .focus: self.init(0x9a_090a)
    case .autoFocus: self.init(0x9a_090c)
    case .zoom: self.init(0x9a_090d)
    case .brightness: self.init(0x98_0900)
    case .contrast: self.init(0x98_0901)
    case .gamma: self.init(0x98_0910)
    case .gain: self.init(0x98_0913)
    case .powerLineFrequency: self.init(0x98_0918)
    case .sharpness: self.init(0x98_091b)
    }
  }

  /// The kernel's value for one of the video class; nil where it has none.
  func kernelValue(_ value: Int) -> Int? {
    guard let values else { return value }
    return values.firstIndex(of: value)
  }

  /// A range in values of the video class. One whose values are numbered otherwise lists all of them.
  func range(_ kernels: ControlRange) -> ControlRange {
    guard let values else { return kernels }
    func named(_ value: Int) -> Int { values.indices.contains(value) ? values[value] : 0 }
    return ControlRange(
      minimum: values.min() ?? 0, maximum: values.max() ?? 0, resolution: 1,
      standard: named(kernels.standard), current: named(kernels.current))
  }
}
