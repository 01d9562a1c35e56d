// SPDX-License-Identifier: Apache-2.0

/// The memory that OpenJPEG 2.5 will take for a codestream, estimated from its headers.
struct J2KMemory {
  /// Bytes for each, rounded up, with the allocator's share. Taken from the sizes of OpenJPEG's
  /// structures; too high refuses odd files, too low lets hostile ones take memory.
  private enum Cost {
    /// 32 bits in the tile and 32 in the image.
    static let sample = 8
    static let block = 640
    static let precinct = 320
    static let tile = 8192
    static let tileComponent = 1280
    /// The flag of each packet that the progression has to visit once.
    static let packet = 2
  }

  private let size: J2KImageSize
  private let fileSize: Int
  private var layers = 1
  private var resolutions = 1
  private var mostPrecincts = 1
  /// Of the costliest coding style, for one component of one tile.
  private var parts = 0

  init(_ size: J2KImageSize, fileSize: Int) {
    self.size = size
    self.fileSize = fileSize
  }

  /// Counts a coding style; where there are several, the worst of each is counted.
  mutating func note(_ style: J2KCodingStyle) {
    let cut = style.parts(width: size.tileWidth, height: size.tileHeight)
    layers = max(layers, style.layers)
    resolutions = max(resolutions, style.levels + 1)
    mostPrecincts = max(mostPrecincts, cut.mostPrecincts)
    parts = max(parts, cut.precincts * Cost.precinct + cut.blocks * Cost.block)
  }

  /// No sum overflows: sizes are within `ImageLimits`, layers within 16 bits.
  var bytes: Int {
    let samples = size.width * size.height * size.componentCount * Cost.sample
    let packets = layers * resolutions * mostPrecincts * size.componentCount * Cost.packet
    let tiles = size.tileCount * (Cost.tile + size.componentCount * Cost.tileComponent)
    return samples + packets + tiles + parts * size.componentCount + fileSize
  }

  /// Throws `too-large`.
  func check(_ limits: ImageLimits) throws(ImageError) {
    guard bytes <= limits.memory else {
      throw ImageError(
        .tooLarge,
        "Decoding the JPEG 2000 image would take \(bytes >> 20) MiB, more than the"
          + " \(limits.memory >> 20) that are accepted. Write it anew with larger code-blocks.")
    }
  }
}
