// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Imaging

/// `sinhtrac convert`: an image in another file format.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write an image in another format.",
    discussion: """
      The format of IN is found by its content, that of OUT by its ending: \
      \(ImageFormat.allCases.flatMap(\.fileEndings).joined(separator: ", ")). Pixels become 8-bit \
      grey and are not resampled; the resolution is carried over where OUT's format can hold it.

      Examples:
        sinhtrac convert scan.png scan.jp2
        sinhtrac convert scan.png scan.jp2 --rate 0.9
        sinhtrac convert scan.png scan.wsq --rate 2.25
        sinhtrac convert scan.pgm scan.png --ppi 500
      """)

  @Argument(help: "The image to read.")
  var input: String

  @Argument(help: "The file to write; one that is there is replaced.")
  var output: String

  @Option(
    help: """
      Bits per pixel, above 0 to 8: of a lossy JPEG 2000 file, which is lossless without it; or the \
      target of a WSQ file (0.75 without it), which finger images stay below.
      """)
  var rate: Double?

  @Option(help: "Quality of a JPEG file, 1 to 100.")
  var quality: Int?

  @OptionGroup var resolution: ResolutionOption

  func validate() throws {
    if let rate, !(rate > 0 && rate <= 8) {
      throw ValidationError("--rate \(rate) is outside 0 to 8 bits per pixel.")
    }
    if let quality, !(1...100).contains(quality) {
      throw ValidationError("--quality \(quality) is outside 1 to 100.")
    }
  }

  func run() throws {
    var options = EncodingOptions()
    options.bitsPerPixel = rate
    options.jpegQuality = quality ?? options.jpegQuality
    let image = try ImageFile.read(path: input, resolution: resolution.value)
    try ImageFile.write(image, path: output, options: options)
  }
}
