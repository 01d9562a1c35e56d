// SPDX-License-Identifier: Apache-2.0

public import Biometrics
internal import Bytes

/// The stored form of a code, version 1: 2060 bytes, all numbers big-endian.
///
///     0     4     "SIRC"
///     4     1     version, 1
///     5     3     0
///     8     1024  256 words of signs
///     1032  1024  256 words of mask
///     2056  4     CRC-32 (ISO 3309) of everything before
///
/// It identifies a person: protect it like the image. It never enters an interchange record.
extension IrisCode {
  private static let mark: [UInt8] = Array("SIRC".utf8) + [1, 0, 0, 0]
  /// Length of the stored form.
  public static let encodedBytes = 8 + 8 * columns + 4

  /// Whether these bytes start like the stored form.
  public static func isEncoded(_ bytes: [UInt8]) -> Bool { bytes.starts(with: mark.prefix(4)) }

  /// The stored form.
  public func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.mark)
    for word in signs + mask { writer.write(word) }
    writer.write(CRC32.checksum(writer.bytes))
    return writer.bytes
  }

  /// Reads the stored form. Throws `malformed-iris-code`.
  public init(decoding bytes: [UInt8]) throws(IrisCodeError) {
    do throws(MalformedData) {
      self = try Self.decode(bytes)
    } catch {
      throw IrisCodeError(offset: error.offset, expected: error.expected)
    }
  }

  private static func decode(_ bytes: [UInt8]) throws(MalformedData) -> IrisCode {
    var reader = ByteReader(bytes)
    try reader.expect(mark, "the mark SIRC of version 1")
    guard bytes.count == encodedBytes else {
      throw reader.malformed("\(encodedBytes) bytes in all, found \(bytes.count)")
    }
    var words: [UInt32] = []
    for _ in 0..<2 * columns { words.append(try reader.readUInt32("a column")) }
    let end = reader.offset
    guard try reader.readUInt32("checksum") == CRC32.checksum(bytes[..<end]) else {
      throw reader.malformed("a checksum that fits", at: end)
    }
    let (signs, mask) = (Array(words.prefix(columns)), Array(words.suffix(columns)))
    guard let code = IrisCode(signs: signs, mask: mask) else {
      throw reader.malformed("\(columns) columns")
    }
    return code
  }
}

/// Bytes that are not a stored iris code.
public struct IrisCodeError: ExplainedError, Hashable {
  /// Place in the bytes where a rule is broken.
  public let offset: Int
  /// What should be there.
  public let expected: String

  /// Stable identifier.
  public var code: String { "malformed-iris-code" }
  /// What was found and what to do.
  public var message: String {
    "Reading an iris code: at byte \(offset) expected \(expected). "
      + "The file is damaged or of another program; make it again from the image."
  }
}
