// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// The reading that was chosen, with the doubts about it, still in cells.
struct SlapVerdict {
  let reading: SlapReading?
  /// Shapes of the placed pieces, in their order.
  let tips: [TipShape.Tip]
  let flags: [SlapFlag]
  let margin: Float
  /// Nats for the layout's hand against the other; nil where they say nothing.
  let hand: Float?

  /// Widening of each side of a box in cells: the blob ends where ridges are half as strong.
  private static let rim: Float = 0.9

  /// The result in pixels of the image that was given.
  func result(for image: NormalizedImage, _ request: SlapRequest) -> SlapSegmentation {
    let layout = reading?.assignment?.layout
    let fingers = (reading?.placed ?? []).compactMap { finger($0, layout, image) }
    return SlapSegmentation(
      request: request, position: layout?.position ?? .unknown, hand: estimate(layout),
      flags: flags, margin: margin.isFinite ? Double(max(margin, 0)) : 0,
      angle: reading?.frame.degrees ?? 0, hasLightRidges: image.origin.inverted,
      found: fingers.sorted { $0.position.rawValue < $1.position.rawValue })
  }

  private func estimate(_ layout: SlapLayout?) -> HandEstimate? {
    guard let layout, let hand else { return nil }
    let likelier = hand >= 0 ? layout : layout.mirrored
    let confidence = 1 / (1 + Elementary.exp(-Double(abs(hand))))
    return HandEstimate(position: likelier.position, confidence: confidence)
  }

  private func finger(
    _ placed: SlapReading.Placed, _ layout: SlapLayout?, _ image: NormalizedImage
  ) -> SlapFinger? {
    guard let reading, let layout else { return nil }
    let box = TurnedBox(placed.piece, reading.frame, rim: Self.rim, image.origin)
    let origin = image.origin
    let width = origin.sourceWidth > 0 ? origin.sourceWidth : image.width
    let height = origin.sourceHeight > 0 ? origin.sourceHeight : image.height
    guard let bounds = PixelBox(around: box, width: width, height: height) else { return nil }
    return SlapFinger(
      position: layout.fingers[placed.slot], box: box, bounds: bounds,
      confidence: confidence(of: placed), isCut: !placed.piece.cut.isDisjoint(with: [.top, .sides]))
  }

  /// Looks of the finger times how clearly its labelling wins.
  private func confidence(of placed: SlapReading.Placed) -> Double {
    let won = 1 - Elementary.exp(-Double(max(0, min(margin, 20))))
    return Double(min(1, placed.candidate.looks)) * won
  }
}

extension TurnedBox {
  /// The box of a piece in pixels of the source image.
  init(_ piece: Piece, _ frame: HandFrame, rim: Float, _ origin: NormalizedImage.Origin) {
    let cell = Float(SlapWorkspace.cell)
    let middle = frame.grid(across: piece.middle, along: (piece.top + piece.bottom) / 2) * cell
    let place = origin.sourcePosition(x: middle.x - 0.5, y: middle.y - 0.5)
    let scale = Double(cell) * origin.pixelsPerPixel
    self.init(
      x: Double(place.x), y: Double(place.y), width: Double(piece.width + 2 * rim) * scale,
      height: Double(piece.height + 2 * rim) * scale, angle: frame.degrees)
  }
}
