// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
import Glibc
import Imaging

/// `ImageAdapter FOLDER`: the reference vendor adapter. It serves image files as a four-finger scanner
/// would serve what lies on its glass: `plain-right-four.png`, `plain-left-four.png`,
/// `plain-thumbs.png`, and single fingers such as `right-index.png`.
///
/// An adapter for a real scanner has this loop, and its maker's library in place of the files.
@main
struct ImageAdapter {
  private let glass: ImageFolder
  private var shown: GrayImage?
  private var stream = AdapterStream()

  static func main() {
    // The station may end before us; writing to it must then fail and not kill.
    signal(SIGPIPE, SIG_IGN)
    guard CommandLine.arguments.count == 2 else {
      let usage = "usage: ImageAdapter FOLDER\n"
      _ = write(STDERR_FILENO, usage, usage.utf8.count)
      exit(2)
    }
    var adapter = ImageAdapter(glass: ImageFolder(CommandLine.arguments[1]))
    adapter.run()
  }

  private init(glass: ImageFolder) { self.glass = glass }

  /// Answers the station until it goes away; between its words the preview goes on.
  private mutating func run() {
    while let piece = Pipe.read(within: shown == nil ? 1000 : 100) {
      guard let messages = try? stream.receive(piece) else { return }
      for message in messages where !answer(message) { return }
      if piece.isEmpty { say(shown.map { .frame(AdapterFrame(preview: $0)) } ?? .alive) }
    }
  }

  /// False when there is nothing more to be said.
  private mutating func answer(_ message: AdapterMessage) -> Bool {
    switch message {
    case .hello:
      say(.hello(AdapterHello(name: "Image files", serial: "0")))
      say(.capabilities(AdapterCapabilities(positions: glass.positions, hasFinalFrame: true)))
    case .startPreview(let position):
      guard let image = glass.image(of: position) else {
        say(.error(AdapterFailure(.broken, "there is no readable image of \(position.name)")))
        return false
      }
      shown = image
      say(.frame(AdapterFrame(preview: image)))
    case .capture:
      guard let shown else {
        say(.error(AdapterFailure(.broken, "nothing is shown that could be captured")))
        return false
      }
      say(.frame(AdapterFrame(final: shown)))
    case .stop:
      shown = nil
      say(.stopped)
    case .capabilities, .stopped, .frame, .alive, .error: return false
    }
    return true
  }

  private func say(_ message: AdapterMessage) { Pipe.write(message.bytes) }
}

extension AdapterFrame {
  /// All pixels.
  fileprivate init(final image: GrayImage) {
    self.init(image, isFinal: true, step: 1)
  }

  /// Every second pixel of every second row: enough to aim by.
  fileprivate init(preview image: GrayImage) {
    self.init(image, isFinal: false, step: 2)
  }

  private init(_ image: GrayImage, isFinal: Bool, step: Int) {
    let (width, height) = (max(image.width / step, 1), max(image.height / step, 1))
    let pixels =
      step == 1
      ? image.pixels
      : (0..<height).flatMap { y in
        (0..<width).map { x in image.pixels[y * step * image.width + x * step] }
      }
    let pixelsPerInch = (image.resolution ?? .standard).pixelsPerInch / Double(step)
    self.init(
      isFinal: isFinal, pixelsPerInch: UInt16(pixelsPerInch.rounded()), width: UInt16(width),
      height: UInt16(height), pixels: pixels)
  }
}
