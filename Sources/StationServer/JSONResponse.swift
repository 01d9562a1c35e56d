// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// A value as JSON with sorted keys. An encoder that fails is a defect of ours: 500.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      return Response(status: .internalServerError)
    }
    return .bytes([UInt8](data), as: "application/json; charset=utf-8", status: status)
  }

  /// Bytes of a media type.
  static func bytes(
    _ bytes: some Sequence<UInt8>, as type: String, status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Done, nothing to tell.
  static var nothing: Response { Response(status: .noContent) }
}

extension Request {
  /// The body as a value.
  ///
  /// Throws `too-large` above `limit` bytes, and `malformed` for what is not JSON of this form.
  func value<Value: Decodable>(_ type: Value.Type, limit: Int = BodyLimit.form) async throws
    -> Value
  {
    let bytes = try await wholeBody(limit: limit)
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw WebError(
        400, "malformed", "The request's JSON does not have the form that is asked for.")
    }
  }

  /// All bytes of the body. Throws `too-large` above `limit` bytes.
  func wholeBody(limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      guard bytes.count + part.readableBytes <= limit else { throw WebError.tooLarge }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }
}

/// Most bytes of a request's body.
enum BodyLimit {
  /// A form with the texts of one person: 40 fields of 200 characters, four bytes each, twice over.
  static let form = 64 * 1024
  /// A command that carries a signature drawn on the screen.
  static let command = 512 * 1024
}
