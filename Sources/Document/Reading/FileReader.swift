// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader

/// Reads files with SELECT and READ BINARY (ISO/IEC 7816-4, clauses 11.2.2 and 11.3.3), in the largest pieces
/// that reader and chip take.
///
/// What was read of a file stays here when the link is lost, so that reading goes on where it stopped.
struct FileReader {
  private let limits: ReadLimits
  /// Largest piece that the chip was seen to take; nil before it refused one.
  private var largestPiece: Int?
  /// The file in work, and its bytes so far.
  private var partial: (file: DocumentFile, bytes: [UInt8], size: Int)?

  init(limits: ReadLimits) { self.limits = limits }

  /// Reads a file of the current application to its end; `note` hears how many bytes there are of how many.
  ///
  /// Throws `document-refused` with the status where the chip does not give it; `document-session-lost` and
  /// `document-link-lost`, after which the same call goes on where it stopped.
  mutating func read(
    _ file: DocumentFile, _ session: inout ChipSession, note: (Int, Int) -> Void
  ) async throws(DocumentError) -> [UInt8] {
    try await select(file, &session)
    if partial?.file != file { partial = nil }
    if partial == nil {
      partial = (file, try await start(of: file, &session), 0)
      try measure(file)
    }
    while let (_, bytes, size) = partial, bytes.count < size {
      note(bytes.count, size)
      let piece = try await piece(of: file, from: bytes.count, &session, wanted: size - bytes.count)
      guard !piece.isEmpty else {
        partial = nil
        throw DocumentError(.malformed, doing: "reading \(file.name), which ends early")
      }
      partial?.bytes += piece
    }
    defer { partial = nil }
    return Array((partial?.bytes ?? []).prefix(partial?.size ?? 0))
  }

  /// Gives up the file in work.
  mutating func forget() { partial = nil }

  private func select(
    _ file: DocumentFile, _ session: inout ChipSession
  ) async throws(DocumentError) {
    _ = try await session.ask(
      ReadCommand.selecting(file.identifier), doing: "selecting \(file.name)")
  }

  /// The first bytes, which tell the size: enough for tag and length.
  private mutating func start(
    of file: DocumentFile, _ session: inout ChipSession
  ) async throws(DocumentError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < Self.headerBytes {
      let wanted = Self.headerBytes - bytes.count
      let more = try await piece(of: file, from: bytes.count, &session, wanted: wanted)
      guard !more.isEmpty else { break }
      bytes += more
    }
    return bytes
  }

  /// Bytes that hold a tag of three bytes and any length.
  private static let headerBytes = 8

  private mutating func measure(_ file: DocumentFile) throws(DocumentError) {
    let doing = "reading \(file.name)"
    let bytes = partial?.bytes ?? []
    var reader = ByteReader(bytes)
    let size: Int
    do {
      let header = try reader.readHeader(file.name)
      guard header.tag == file.tag else {
        throw MalformedData(offset: 0, expected: "tag \(String(file.tag, radix: 16))")
      }
      size = reader.offset + header.count
    } catch {
      partial = nil
      throw DocumentError(.malformed, doing: doing, cause: error)
    }
    guard size <= limits.fileBytes else {
      partial = nil
      throw DocumentError(.tooLarge, doing: doing)
    }
    partial?.size = size
  }

  /// Some bytes from an offset: at most as many as wanted, none at the file's end.
  private mutating func piece(
    of file: DocumentFile, from offset: Int, _ session: inout ChipSession, wanted: Int
  ) async throws(DocumentError) -> [UInt8] {
    let doing = "reading \(file.name)"
    // Each round asks for less or ends, so there are few.
    for _ in 0..<8 {
      let isFar = offset > ReadCommand.lastPlainOffset
      let most = largest(session) - (isFar ? ReadCommand.objectHead : 0)
      let count = min(wanted, max(1, most))
      let answer: ResponseAPDU
      do {
        answer = try await session.send(
          ReadCommand.reading(from: offset, count: count), doing: doing)
      } catch {
        // A chip that does not know the extended form may forget the session over it.
        if error.status == 0x6700, count > Self.shortPiece { largestPiece = Self.shortPiece }
        throw error
      }
      if let bytes = try bytes(answer, offset: offset, asked: count, wanted: wanted, doing) {
        return bytes
      }
    }
    throw DocumentError(.protocolBroken, doing: doing)
  }

  /// The bytes of an answer; nil when another try with a smaller piece may do better.
  private mutating func bytes(
    _ answer: ResponseAPDU, offset: Int, asked: Int, wanted: Int, _ doing: String
  ) throws(DocumentError) -> [UInt8]? {
    switch answer.status {
    case 0x9000, 0x6282:
      let bytes = try unwrapped(answer.data, offset: offset, doing)
      if bytes.count < min(asked, wanted), bytes.count >= 16, answer.isSuccess {
        largestPiece = bytes.count
      }
      return Array(bytes.prefix(wanted))
    case 0x6b00: return []
    case 0x6c00...0x6cff where answer.status & 0xff != 0 && Int(answer.status & 0xff) < asked:
      largestPiece = Int(answer.status & 0xff)
      return nil
    case let status where asked > 32 && Self.meansTooMuch.contains(status):
      largestPiece = asked > Self.shortPiece ? Self.shortPiece : asked / 2
      return nil
    default: throw DocumentError(.refused, doing: doing, status: answer.status)
    }
  }

  /// What chips answer to a read of more than they can give at once.
  private static let meansTooMuch: [UInt16] = [0x6700, 0x6a80, 0x6a86, 0x6f00]

  /// Far offsets are answered in an object of tag 53.
  private func unwrapped(
    _ data: [UInt8], offset: Int, _ doing: String
  ) throws(DocumentError) -> [UInt8] {
    guard offset > ReadCommand.lastPlainOffset, !data.isEmpty else { return data }
    return try DocumentError.explaining(doing) {
      Array(try DER.element(data, 0x53, "data").content)
    }
  }

  /// The largest piece to ask for: what reader and protection leave room for, and what the chip took.
  private func largest(_ session: ChipSession) -> Int {
    let abilities = session.channel.abilities
    let answer =
      abilities.takesExtended ? abilities.longestAnswer : min(abilities.longestAnswer, 258)
    let room = session.messaging.map { $0.room(in: answer) } ?? answer - 2
    let most = abilities.takesExtended ? limits.readBytes : Self.shortPiece
    return max(1, min(room, most, largestPiece ?? most))
  }

  /// What always fits the short form under protection with AES, and where chips without extended length start.
  private static let shortPiece = 223
}

extension SecureMessaging {
  /// Most bytes of data in a protected answer of so many bytes, status included: what is left beside status
  /// object (4), code object (10) and the head of the data object (3 to 6), in whole blocks less one byte of
  /// padding. 231 for triple DES and 223 for AES in the short form.
  func room(in answerBytes: Int) -> Int {
    let rest = answerBytes - 2 - 14
    let head = rest > 259 ? 6 : 4
    return max(1, (rest - head) / keys.cipher.blockSize * keys.cipher.blockSize - 1)
  }
}
