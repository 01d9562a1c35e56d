// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Station
import Store

/// A request that the station refuses or cannot serve, as the screens are told of it:
/// `{"error": {"code", "message", "field", "seconds", "vietnamese"}}`.
public struct WebError: ExplainedError, Hashable {
  /// HTTP status, 400...599.
  public let status: Int
  /// Stable identifier in kebab-case; the screens translate it.
  public let code: String
  /// What was found and what to do, in English.
  public let message: String
  /// The field that the cursor is put into, where there is one.
  public let field: String?
  /// How long to wait before trying again.
  public let seconds: Int?
  /// The message in Vietnamese, where the layer below has one.
  public let vietnamese: String?

  /// Takes all parts.
  public init(
    _ status: Int, _ code: String, _ message: String, field: String? = nil, seconds: Int? = nil,
    vietnamese: String? = nil
  ) {
    (self.status, self.code, self.message) = (status, code, message)
    (self.field, self.seconds, self.vietnamese) = (field, seconds, vietnamese)
  }

  /// Any error as the screens are told of it: explained ones with their code, others without detail,
  /// because their text was not written for operators.
  init(_ error: any Error) {
    switch error {
    case let error as WebError: self = error
    case let error as SessionError:
      // A full disk is told as such, whatever stood between.
      let code = (error.cause as? StoreError)?.reason == .diskFull ? "disk-full" : error.code
      self.init(
        Self.status(of: code), code, error.message, field: error.part,
        vietnamese: code == error.code ? error.vietnamese : nil)
    case let error as any HTTPResponseError: self = .of(status: Int(error.status.code))
    case let error as any ExplainedError:
      self.init(Self.status(of: error.code), error.code, error.message)
    default:
      self.init(500, "internal", "The station failed to serve this. Try again, then restart it.")
    }
  }

  private static func of(status: Int) -> WebError {
    switch status {
    case 404: WebError(404, "not-found", "There is no such page.")
    case 413: .tooLarge
    case 400..<500: WebError(status, "malformed", "The station does not understand this request.")
    default: WebError(500, "internal", "The station failed to serve this. Try again.")
    }
  }

  /// HTTP statuses of the codes of the layers below; every other one is a request that cannot be
  /// fulfilled as it is.
  private static func status(of code: String) -> Int {
    switch code {
    case "not-permitted": 403
    case "not-found", "no-such-application": 404
    case "disk-full": 507
    default: code.hasPrefix("scanner-") || code.hasPrefix("camera-") ? 503 : 422
    }
  }

  static let tooLarge = WebError(413, "too-large", "The request is larger than any that is needed.")

  /// What goes out.
  var response: Response {
    struct Body: Encodable {
      struct Error: Encodable {
        let code, message: String
        let field: String?
        let seconds: Int?
        let vietnamese: String?
      }
      let error: Error
    }
    let body = Body(
      error: .init(
        code: code, message: message, field: field, seconds: seconds, vietnamese: vietnamese))
    return .json(body, status: HTTPResponse.Status(code: status))
  }
}
