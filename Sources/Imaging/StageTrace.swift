// SPDX-License-Identifier: Apache-2.0

/// Somewhere to put pictures and figures of the stages of an algorithm.
///
/// It is passed down as an optional: `trace?.picture("orientation") { ... }` evaluates nothing when
/// there is no trace, so that watching is never a second code path.
public protocol StageTrace: AnyObject {
  /// Keeps one picture; `stage` is a short kebab-case name, the sink adds the running number.
  func picture(_ stage: String, _ make: () -> GrayImage?)
  /// Keeps one colour picture, three bytes a pixel, row by row.
  func colourPicture(_ stage: String, width: Int, height: Int, _ make: () -> [UInt8])
  /// Keeps figures as JSON text.
  func figures(_ stage: String, _ make: () -> String)
}
