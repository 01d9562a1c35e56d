// SPDX-License-Identifier: Apache-2.0

/// One request of the upload protocol, whatever carries it.
public struct UploadRequest: Sendable, Hashable {
  /// The methods that tus 1.0 uses.
  public enum Method: String, Sendable, CaseIterable {
    case options = "OPTIONS"
    case post = "POST"
    case head = "HEAD"
    case patch = "PATCH"
    case get = "GET"
  }

  /// What is asked for.
  public let method: Method
  /// From the slash after the host on.
  public let path: String
  /// Names in lower case.
  public let headers: [String: String]
  /// The body.
  public let body: [UInt8]

  /// Takes the parts; header names in lower case.
  public init(
    _ method: Method, _ path: String, headers: [String: String] = [:], body: [UInt8] = []
  ) {
    (self.method, self.path, self.headers, self.body) = (method, path, headers, body)
  }
}

/// The answer to one.
public struct UploadResponse: Sendable, Hashable {
  /// HTTP's status, 100...599.
  public let status: Int
  /// Names in lower case.
  public let headers: [String: String]
  /// The body.
  public let body: [UInt8]

  /// Takes the parts; header names in lower case.
  public init(_ status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}

/// Carries requests to a centre: HTTP over libcurl, or a function call in tests.
public protocol UploadLink: Sendable {
  /// Waits for the answer. Throws `TransferError` when there is none.
  func answer(to request: UploadRequest) throws(TransferError) -> UploadResponse
}
