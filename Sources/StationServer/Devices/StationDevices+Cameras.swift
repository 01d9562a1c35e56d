// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Camera
import Imaging
import Iris
import Station
import USB

extension StationDevices {
  /// The eyes that the iris camera sees; of one that sees one eye, the one that is asked for.
  nonisolated func eyes(
    _ eye: EyeLabel, _ urge: CaptureUrge, _ show: CaptureShow
  ) async throws -> [PresentedEye] {
    try await withCamera(.iris, named: names.irisCamera) { camera in
      let session = EyeSession(camera, label: eye)
      let outcome = try await session.run(
        within: Self.patience,
        watching: { view in
          show.tell(view)
          return !urge.isSet
        })
      show.note(.captured)
      guard !outcome.eyes.isEmpty else { throw WebError.nothingSeen }
      return outcome.eyes.map { captured in
        let label = captured.label == .unknown ? eye : captured.label
        return PresentedEye(
          label,
          Presentation(
            image: captured.image, device: camera.identity.title, frameDigest: captured.digest))
      }
    }
  }

  /// The face, cut to the size of cards.
  nonisolated func portrait(_ urge: CaptureUrge, _ show: CaptureShow) async throws
    -> PresentedPortrait
  {
    try await withCamera(.portrait, named: names.portraitCamera) { camera in
      let taken = try await PortraitSession(camera).run(within: Self.patience) { feedback in
        show.tell(feedback)
      } watching: { image in
        show.frame(image)
        return !urge.isSet
      }
      show.note(.captured)
      return try PresentedPortrait(taken, device: camera.identity.title)
    }
  }

  private nonisolated func withCamera<Value>(
    _ purpose: CameraPurpose, named name: String?, _ body: (Camera) async throws -> Value
  ) async throws -> Value {
    try await withBus { bus in
      let identity =
        try name.map { try bus.camera(named: $0) } ?? Self.camera(for: purpose, on: bus)
      return try await Camera(opening: identity, on: bus).use(body)
    }
  }

  /// The camera whose card names the purpose; else the only one that is known for no other.
  private static func camera(
    for purpose: CameraPurpose, on bus: any Bus
  ) throws -> CameraIdentity {
    let all = try bus.cameras()
    let meant = all.filter { $0.purpose == purpose }
    let fitting = meant.isEmpty ? all.filter { $0.purpose == nil } : meant
    if fitting.count == 1 { return fitting[0] }
    throw fitting.isEmpty ? WebError.noCamera(purpose) : WebError.severalCameras(fitting)
  }
}

extension CaptureShow {
  /// Shows what an iris camera saw, and what to tell the person.
  fileprivate func tell(_ view: EyeFrameLoop.View) {
    let quality = view.score.map { Int($0) }
    switch view.feedback {
    case nil: note(.settling, quality: quality)
    case .noEye: note(.waiting)
    case .some(let advice):
      note(
        .poor, quality: quality, code: advice.rawValue, vietnamese: advice.vietnamese,
        english: advice.english)
    }
    let picture = view.picture
    if let image = GrayImage(
      width: picture.width, height: picture.height, pixels: picture.pixels, resolution: nil)
    {
      frame(image)
    }
  }

  fileprivate func tell(_ feedback: PortraitFeedback?) {
    guard let feedback else { return note(.settling) }
    note(
      .poor, code: feedback.rawValue, vietnamese: feedback.vietnamese, english: feedback.english)
  }
}

extension WebError {
  fileprivate static let nothingSeen = WebError(
    503, "nothing-seen", "No eye came before the camera. Press Space to try again.",
    vietnamese: "Chưa thấy mắt trước máy ảnh. Nhấn Space để thử lại.")

  fileprivate static func noCamera(_ purpose: CameraPurpose) -> WebError {
    let isIris = purpose == .iris
    return WebError(
      503, "no-camera",
      "No \(isIris ? "iris" : "portrait") camera is plugged in. Plug it in, then press Space.",
      vietnamese: isIris
        ? "Chưa cắm máy chụp mống mắt. Cắm vào rồi nhấn Space."
        : "Chưa cắm máy chụp ảnh mặt. Cắm vào rồi nhấn Space.")
  }

  fileprivate static func severalCameras(_ cameras: [CameraIdentity]) -> WebError {
    let names = cameras.map(\.id).joined(separator: ", ")
    return WebError(
      503, "several-cameras",
      "More than one camera fits: \(names). Start the station with the one that is meant.",
      vietnamese: "Có nhiều máy ảnh: \(names). Khởi động trạm với máy cần dùng.")
  }
}
