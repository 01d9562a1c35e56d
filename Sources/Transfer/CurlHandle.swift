// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One request of libcurl; frees itself.
struct CurlHandle: ~Copyable {
  private let pointer: UnsafeMutableRawPointer

  init() throws(TransferError) {
    guard Self.isReady, let pointer = curl_easy_init() else { throw TransferError(.unreachable) }
    self.pointer = pointer
  }

  deinit { curl_easy_cleanup(pointer) }

  /// libcurl wants this once in a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  func aim(at address: String, _ settings: CentreLink.Settings) throws(TransferError) {
    guard curl_set_text(pointer, CURLOPT_URL, address) == CURLE_OK,
      curl_set_text(pointer, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK
    else { throw TransferError(.badAddress) }
    // A centre does not move; whoever sends us elsewhere is none. Signals are for the program, not for a
    // library's timer.
    for (option, value) in [
      (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_NOSIGNAL, 1), (CURLOPT_TCP_NODELAY, 1),
      (CURLOPT_CONNECTTIMEOUT, settings.connectSeconds), (CURLOPT_LOW_SPEED_LIMIT, 100),
      (CURLOPT_LOW_SPEED_TIME, settings.idleSeconds), (CURLOPT_HTTP_VERSION, 2),
    ] { _ = curl_set_number(pointer, option, value) }
    let most = curl_off_t(settings.bytesPerSecond)
    if most > 0 { _ = curl_set_large(pointer, CURLOPT_MAX_SEND_SPEED_LARGE, most) }
  }

  /// TLS with these certificates (PEM) as the only ones trusted; without any, the system's.
  func trust(only authorities: [UInt8]) throws(TransferError) {
    guard !authorities.isEmpty else { return }
    let status = curl_set_blob(pointer, CURLOPT_CAINFO_BLOB, authorities, authorities.count)
    guard status == CURLE_OK else { throw TransferError(.notTheCentre) }
  }

  func perform(_ request: UploadRequest) throws(TransferError) -> UploadResponse {
    _ = curl_set_text(pointer, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    if request.method == .head { _ = curl_set_number(pointer, CURLOPT_NOBODY, 1) }
    var lines: UnsafeMutablePointer<curl_slist>?
    defer { curl_slist_free_all(lines) }
    // Without an empty Expect, large bodies wait a second for a go-ahead.
    let headers = request.headers.merging(["expect": ""]) { given, _ in given }
    for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
      lines = curl_slist_append(lines, "\(name):\(value.isEmpty ? "" : " " + value)")
    }
    _ = curl_set_pointer(pointer, CURLOPT_HTTPHEADER, lines)
    let answer = Answer()
    let status = withExtendedLifetime(answer) {
      listen(answer)
      return request.body.withUnsafeBufferPointer { body in
        if [.post, .patch].contains(request.method) {
          _ = curl_set_pointer(pointer, CURLOPT_POSTFIELDS, body.baseAddress ?? Self.nothing)
          _ = curl_set_large(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        }
        return curl_easy_perform(pointer)
      }
    }
    guard status == CURLE_OK else { throw Self.error(status) }
    var code = 0
    _ = curl_get_number(pointer, CURLINFO_RESPONSE_CODE, &code)
    return UploadResponse(code, headers: answer.headers, body: answer.body)
  }

  /// For a body without bytes: libcurl would read standard input for none.
  nonisolated(unsafe) private static let nothing = UnsafePointer(
    UnsafeMutablePointer<UInt8>.allocate(capacity: 1))

  private func listen(_ answer: Answer) {
    let place = Unmanaged.passUnretained(answer).toOpaque()
    _ = curl_set_pointer(pointer, CURLOPT_WRITEDATA, place)
    _ = curl_set_pointer(pointer, CURLOPT_HEADERDATA, place)
    _ = curl_set_sink(pointer, CURLOPT_WRITEFUNCTION) { bytes, size, count, place in
      Answer.at(place)?.take(bytes, size * count) ?? 0
    }
    _ = curl_set_sink(pointer, CURLOPT_HEADERFUNCTION) { bytes, size, count, place in
      Answer.at(place)?.takeHeader(bytes, size * count) ?? 0
    }
  }

  private static func error(_ status: CURLcode) -> TransferError {
    switch status {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR,
      CURLE_SSL_ISSUER_ERROR:
      TransferError(.notTheCentre)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: TransferError(.badAddress)
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      TransferError(.unreachable)
    case CURLE_WRITE_ERROR, CURLE_WEIRD_SERVER_REPLY: TransferError(.protocolBroken)
    default: TransferError(.linkLost)
    }
  }
}

/// What comes back, within limits. libcurl calls from the thread that performs.
private final class Answer {
  private(set) var headers: [String: String] = [:]
  private(set) var body: [UInt8] = []

  static func at(_ place: UnsafeMutableRawPointer?) -> Answer? {
    place.map { Unmanaged<Answer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Gives the number of bytes taken; any other number than all ends the transfer.
  func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes, body.count + count <= CentreLink.mostBytes else { return 0 }
    body += UnsafeRawBufferPointer(start: bytes, count: count)
    return count
  }

  func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard let bytes, headers.count < 64, count <= 8192 else { return 0 }
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return count }
    headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }.prefix { !$0.isNewline })
    return count
  }
}
