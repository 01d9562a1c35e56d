// SPDX-License-Identifier: Apache-2.0

public import Camera

extension CameraSettings {
  /// No made-up camera is too slow for these: on a busy machine a test waits for what happens, and no limit
  /// of time ends it before.
  public static var unhurried: CameraSettings {
    var settings = CameraSettings()
    settings.answerLimit = .seconds(600)
    settings.silenceLimit = .seconds(600)
    settings.frameLimit = .seconds(600)
    settings.stillLimit = .seconds(600)
    return settings
  }
}
