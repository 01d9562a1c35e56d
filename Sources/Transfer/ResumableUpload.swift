// SPDX-License-Identifier: Apache-2.0

import Cryptography
public import Store

/// Brings one record to the centre by tus 1.0.0 (core, creation, checksum), and fetches the receipt.
///
/// Nothing is remembered here between attempts: the upload has the record's id for a name, and the centre
/// says how far it is. So it goes on after a crash of either side.
public struct ResumableUpload: Sendable {
  /// Version of the protocol, in every request.
  public static let version = "1.0.0"
  /// Type of a part of a file.
  public static let partType = "application/offset+octet-stream"
  /// Bytes of one request. A lost link costs at most so many; less makes more requests.
  public var chunk = 256 << 10
  /// How often a part may be sent anew before the attempt is given up.
  public var repetitions = 5

  private let link: any UploadLink

  /// Takes what carries the requests.
  public init(over link: any UploadLink) { self.link = link }

  /// Gives the receipt as the centre signed it; whoever takes it checks it. `progress` is told of bytes.
  ///
  /// Throws what the link throws, and `record-conflict`, `centre-refused`, `centre-busy`, `centre-answer`.
  public func send(
    _ record: SealedRecord, progress: (Int) -> Void = { _ in }
  ) throws(TransferError) -> [UInt8] {
    let path = try create(record)
    var offset = try offset(of: path)
    progress(offset)
    var mistakes = 0
    while offset < record.bytes.count {
      switch try sendPart(of: record, from: offset, to: path) {
      case .taken(let next) where next > offset && next <= record.bytes.count: offset = next
      case .taken: throw TransferError(.protocolBroken, detail: "offset")
      case .refused:
        mistakes += 1
        guard mistakes <= repetitions else { throw TransferError(.linkLost) }
        offset = try self.offset(of: path)
      }
      progress(offset)
    }
    return try receipt(for: record)
  }

  /// The path of an upload's own address.
  static func path(of id: RecordID) -> String { "/uploads/\(id)" }

  private func create(_ record: SealedRecord) throws(TransferError) -> String {
    let metadata = [("id", "\(record.id)"), ("sha256", record.digest.hexadecimal)]
      .map { "\($0) \(Base64.line(Array($1.utf8)))" }.joined(separator: ",")
    let answer = try ask(
      .post, "/uploads",
      ["upload-length": "\(record.bytes.count)", "upload-metadata": metadata])
    guard answer.status == 201 else { throw Self.error(answer) }
    // The address is ours to know: a centre that sends us elsewhere is not followed.
    return Self.path(of: record.id)
  }

  private func offset(of path: String) throws(TransferError) -> Int {
    let answer = try ask(.head, path)
    guard answer.status == 200 else { throw Self.error(answer) }
    guard let offset = answer.headers["upload-offset"].flatMap(Int.init), offset >= 0 else {
      throw TransferError(.protocolBroken, detail: "offset")
    }
    return offset
  }

  private enum Part { case taken(Int), refused }

  private func sendPart(
    of record: SealedRecord, from offset: Int, to path: String
  ) throws(TransferError) -> Part {
    guard offset <= record.bytes.count else {
      throw TransferError(.protocolBroken, detail: "offset")
    }
    let part = Array(record.bytes[offset..<min(offset + chunk, record.bytes.count)])
    guard let digest = try? SHA256.digest(of: part) else { throw TransferError(.protocolBroken) }
    let answer = try ask(
      .patch, path,
      [
        "upload-offset": "\(offset)", "content-type": Self.partType,
        "upload-checksum": "sha256 \(Base64.line(digest.bytes))",
      ], part)
    switch answer.status {
    case 204: return .taken(answer.headers["upload-offset"].flatMap(Int.init) ?? -1)
    // Another offset than the centre's, or bytes that changed on the way.
    case 409, 460: return .refused
    default: throw Self.error(answer)
    }
  }

  private func receipt(for record: SealedRecord) throws(TransferError) -> [UInt8] {
    let answer = try ask(.get, "/records/\(record.id)/receipt")
    guard answer.status == 200 else { throw Self.error(answer) }
    return answer.body
  }

  private func ask(
    _ method: UploadRequest.Method, _ path: String, _ headers: [String: String] = [:],
    _ body: [UInt8] = []
  ) throws(TransferError) -> UploadResponse {
    let headers = headers.merging(["tus-resumable": Self.version]) { given, _ in given }
    return try link.answer(to: UploadRequest(method, path, headers: headers, body: body))
  }

  /// What a status says beyond success.
  private static func error(_ answer: UploadResponse) -> TransferError {
    let code = ListCode(answer.headers["sinhtrac-code"] ?? "")?.description ?? ""
    switch answer.status {
    case 409: return TransferError(.conflict, detail: code)
    case 400, 413, 415, 422: return TransferError(.refused, detail: code)
    case 429, 500...599: return TransferError(.busy, detail: code)
    default: return TransferError(.protocolBroken, detail: "status \(answer.status)")
    }
  }
}
