// SPDX-License-Identifier: Apache-2.0

import Document
import Imaging

/// The images of a reading: faces, portraits, signatures, fingers and irises, decoded.
struct DocumentPictures {
  /// One image.
  struct Picture: Encodable {
    /// `face-1`, `finger-2` and so on.
    let name: String
    /// As `ChipImage.Kind`.
    let format: String
    /// In pixels; nil where the image cannot be decoded.
    let width, height: Int?
    /// The decoded image; colour became grey.
    fileprivate let image: GrayImage?

    private enum CodingKeys: CodingKey { case name, format, width, height }

    fileprivate init(_ name: String, _ given: ChipImage) {
      let decoded = try? ImageFile.decode(given.bytes)
      (self.name, format, image) = (name, given.kind.rawValue, decoded)
      (width, height) = (decoded?.width, decoded?.height)
    }

    var text: String {
      guard let width, let height else { return "\(format), cannot be decoded" }
      return "\(format), \(width)x\(height) pixels"
    }
  }

  let all: [Picture]

  init(_ contents: DocumentContents) {
    let kinds = [
      ("face", contents.faces), ("portrait", contents.portraits),
      ("signature", contents.signatures), ("finger", contents.fingerImages),
      ("iris", contents.irisImages),
    ]
    all = kinds.flatMap { kind, images in
      images.enumerated().map { Picture("\(kind)-\($0.offset + 1)", $0.element) }
    }
  }

  /// Writes every image that could be decoded as `face-1.png` and so on, readable by the owner alone.
  func write(to folder: String) throws {
    for picture in all {
      guard let image = picture.image else { continue }
      try DocumentFiles.write(
        ImageFile.encode(image, as: .png), named: picture.name + ".png", to: folder)
    }
  }
}
