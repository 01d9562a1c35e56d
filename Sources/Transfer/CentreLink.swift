// SPDX-License-Identifier: Apache-2.0

import CCurl
public import Cryptography

/// HTTP to a centre, by libcurl. One connection is kept open between requests.
///
/// Calls block: make them from a thread that may wait.
public final class CentreLink: UploadLink {
  /// How patient and how fast.
  public struct Settings: Sendable, Hashable {
    /// Seconds until a connection must stand. Mobile links take up to 10; less gives up too early.
    public var connectSeconds = 15
    /// Seconds in which at least 100 bytes a second must flow. Longer keeps a dead link for longer.
    public var idleSeconds = 30
    /// Most bytes a second to send, 0 for no limit: leaves room for others on a thin link.
    public var bytesPerSecond = 0

    /// The defaults.
    public init() {}
  }

  /// Largest answer, in bytes: a receipt takes a few thousand.
  static let mostBytes = 65_536

  private let address: String
  private let authorities: [UInt8]
  private let settings: Settings

  /// `address` is `https://HOST[:PORT]`, or `http://` where the network itself is trusted, as on one
  /// machine; `pinned` is the certificate that the server shows, or its authority's: no other is taken.
  ///
  /// Throws `centre-address`.
  public init(
    address: String, pinned: Certificate? = nil, settings: Settings = Settings()
  ) throws(TransferError) {
    let text = address.hasSuffix("/") ? String(address.dropLast()) : address
    let host = text.drop { $0 != ":" }.dropFirst(3)
    guard ["http://", "https://"].contains(where: text.hasPrefix), !host.isEmpty,
      host.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !"/?#@\\\"".utf8.contains($0) })
    else { throw TransferError(.badAddress) }
    self.address = text
    self.settings = settings
    do { authorities = try pinned?.pem() ?? [] } catch { throw TransferError(.badAddress) }
  }

  /// Asks and waits for the answer.
  public func answer(to request: UploadRequest) throws(TransferError) -> UploadResponse {
    let handle = try CurlHandle()
    try handle.aim(at: address + request.path, settings)
    try handle.trust(only: authorities)
    return try handle.perform(request)
  }
}
