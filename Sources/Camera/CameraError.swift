// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Bytes
import USB

/// Why a camera did not give a picture.
public struct CameraError: ExplainedError {
  /// What happened.
  public enum Reason: String, Sendable, CaseIterable {
    /// It was unplugged, or no such camera is there.
    case gone
    /// The system or another program keeps us out; the cause says which.
    case unavailable
    /// It does not answer as the video class prescribes, and starting it anew did not help.
    case faulty
    /// No whole frame came in the time that was set.
    case silent
    /// Somebody waits for a frame of it already.
    case busy
    /// The capture was given up.
    case cancelled
    /// The camera cannot do what is asked for.
    case unsuitable
    /// The name fits no camera, or more than one.
    case unknown
  }

  /// What happened.
  public let reason: Reason
  /// What was being done with which camera, what was found and what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?

  /// The reason after `camera-`, such as `camera-gone`.
  public var code: String { "camera-\(reason)" }

  init(_ reason: Reason, _ message: String, cause: (any Error)? = nil) {
    self.reason = reason
    self.message = message
    self.cause = cause
  }

  /// What an error of the layers below means for the user of this camera.
  init(_ error: any Error, camera: String) {
    switch error {
    case let error as CameraError: self = error
    case let error as USBError: self.init(error, camera)
    case is CancellationError: self.init(.cancelled, "\(camera): the capture was cancelled.")
    case is MalformedData:
      self.init(
        .faulty, "\(camera) does not keep to the rules of the video class. It may be broken.",
        cause: error)
    default:
      self.init(.faulty, "\(camera) does not work as it should. Plug it in again.", cause: error)
    }
  }

  private init(_ error: USBError, _ camera: String) {
    switch error.reason {
    case .disconnected, .notFound:
      self.init(.gone, "\(camera) was unplugged. Plug it in again.", cause: error)
    case .notPermitted, .busy, .noMemory, .notSupported, .badDescriptors:
      self.init(.unavailable, "\(camera) cannot be used: \(error.message)", cause: error)
    case .cancelled, .closed:
      self.init(.cancelled, "\(camera): the capture was cancelled.", cause: error)
    case .stall, .timeout, .overflow, .wire, .badSize, .offScript:
      self.init(
        .faulty, "\(camera) does not answer as it should. Plug it in again.", cause: error)
    }
  }
}
