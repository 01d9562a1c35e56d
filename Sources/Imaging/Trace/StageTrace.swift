// SPDX-License-Identifier: Apache-2.0

/// Somewhere to put pictures and figures of the stages of an algorithm.
///
/// It is passed down as an optional: `trace?.picture("orientation") { ... }` evaluates nothing when
/// there is no trace, so that watching is never a second code path. Stages are short kebab-case
/// names; the sink adds the running number.
public protocol StageTrace: AnyObject {
  /// Keeps a grey picture.
  func picture(_ stage: String, _ make: () -> GrayImage?)
  /// Keeps a colour picture.
  func colourPicture(_ stage: String, _ make: () -> Canvas)
  /// Keeps figures as JSON text.
  func figures(_ stage: String, _ make: () -> String)
}
