// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import FoundationEssentials
import Store
public import Transfer

/// Speaks tus 1.0.0 (core, creation, checksum, expiration by age) for a centre: a request in, an answer out.
///
/// What carries requests hands them in whole; parts are small.
public struct UploadDesk: Sendable {
  /// Largest part of a file in one request, in bytes.
  public static let mostBytes = 4 << 20

  private let centre: Centre

  /// Takes the centre that records go to.
  public init(_ centre: Centre) { self.centre = centre }

  /// Answers; never throws, for a centre answers whatever comes.
  public func answer(to request: UploadRequest) -> UploadResponse {
    do {
      return try route(request)
    } catch let error as any ExplainedError {
      return Self.refusal(error)
    } catch {
      return Self.refusal(CentreError(.storage, detail: "database"))
    }
  }

  private func route(_ request: UploadRequest) throws -> UploadResponse {
    let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map(String.init)
    if request.method == .options { return Self.abilities }
    if request.method == .get, parts == ["health"] { return UploadResponse(200) }
    guard request.headers["tus-resumable"] == ResumableUpload.version else {
      return UploadResponse(412, headers: Self.common)
    }
    switch (request.method, parts.first, parts.count) {
    case (.post, "uploads", 1): return try create(request)
    case (.head, "uploads", 2): return try progress(of: Self.id(parts[1]))
    case (.patch, "uploads", 2): return try append(request, to: Self.id(parts[1]))
    case (.get, "records", 3) where parts[2] == "receipt":
      let receipt = try centre.receipt(Self.id(parts[1]))
      return Self.success(200, ["content-type": "application/pkcs7-mime"], receipt)
    default: return UploadResponse(404, headers: Self.common)
    }
  }

  private func create(_ request: UploadRequest) throws -> UploadResponse {
    let metadata = try Self.metadata(request.headers["upload-metadata"] ?? "")
    guard let size = request.headers["upload-length"].flatMap(Int.init),
      let id = metadata["id"].flatMap(RecordID.init),
      let digest = metadata["sha256"].flatMap({ Digest256(hexadecimal: $0) })
    else { throw CentreError(.badRequest) }
    let offset = try centre.begin(id, digest: digest, size: size)
    return Self.success(201, ["location": "/uploads/\(id)", "upload-offset": "\(offset)"])
  }

  private func progress(of id: RecordID) throws -> UploadResponse {
    let progress = try centre.progress(id)
    return Self.success(
      200,
      [
        "upload-offset": "\(progress.offset)", "upload-length": "\(progress.size)",
        "cache-control": "no-store",
      ])
  }

  private func append(_ request: UploadRequest, to id: RecordID) throws -> UploadResponse {
    guard request.headers["content-type"] == ResumableUpload.partType else {
      return UploadResponse(415, headers: Self.common)
    }
    guard request.body.count <= Self.mostBytes else { throw CentreError(.tooLarge) }
    guard let offset = request.headers["upload-offset"].flatMap(Int.init), offset >= 0 else {
      throw CentreError(.badRequest)
    }
    if let text = request.headers["upload-checksum"] {
      guard try Self.fits(text, request.body) else { throw CentreError(.wrongDigest) }
    }
    let next = try centre.append(request.body, to: id, at: offset)
    return Self.success(204, ["upload-offset": "\(next)"])
  }

  /// `sha256` or `sha1`, a blank, and the digest in Base64.
  private static func fits(_ text: String, _ body: [UInt8]) throws -> Bool {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let expected = Data(base64Encoded: String(parts[1])) else {
      throw CentreError(.badRequest)
    }
    switch parts[0] {
    case "sha256": return try SHA256.digest(of: body).bytes == Array(expected)
    case "sha1": return try HashFunction.sha1.digest(of: body) == Array(expected)
    default: throw CentreError(.badRequest)
    }
  }

  /// `name base64` pairs apart by commas; at most 16.
  private static func metadata(_ text: String) throws -> [String: String] {
    guard text.utf8.count <= 4096 else { throw CentreError(.badRequest) }
    var found: [String: String] = [:]
    for pair in text.split(separator: ",").prefix(16) {
      let parts = pair.split(separator: " ")
      guard parts.count == 2, let value = Data(base64Encoded: String(parts[1])) else { continue }
      found[String(parts[0])] = String(decoding: value, as: UTF8.self)
    }
    return found
  }

  private static func id(_ text: String) throws -> RecordID {
    guard let id = RecordID(text) else { throw CentreError(.unknown) }
    return id
  }
}

extension UploadDesk {
  private static let common = [
    "tus-resumable": ResumableUpload.version, "x-content-type-options": "nosniff",
  ]

  private static let abilities = UploadResponse(
    204,
    headers: common.merging([
      "tus-version": ResumableUpload.version, "tus-extension": "creation,checksum,expiration",
      "tus-max-size": "\(SealedRecord.limit)", "tus-checksum-algorithm": "sha256,sha1",
    ]) { given, _ in given })

  private static func success(
    _ status: Int, _ headers: [String: String], _ body: [UInt8] = []
  ) -> UploadResponse {
    UploadResponse(status, headers: common.merging(headers) { _, own in own }, body: body)
  }

  /// The code goes along, for the outbox of the station; no text, so that nothing can leak.
  private static func refusal(_ error: any ExplainedError) -> UploadResponse {
    let headers = common.merging(["sinhtrac-code": error.code]) { given, _ in given }
    return UploadResponse(status(of: error), headers: headers)
  }

  private static func status(of error: any ExplainedError) -> Int {
    guard let error = error as? CentreError else { return 500 }
    switch error.reason {
    case .unknown: return 404
    case .conflict, .wrongOffset: return 409
    case .wrongDigest: return 460
    case .tooLarge: return 413
    case .badRequest: return 400
    case .refused: return 422
    case .busy: return 503
    case .storage: return 500
    }
  }
}
