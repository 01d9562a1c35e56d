// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// OpenSSL refused an operation that does not depend on the data: no memory, or a crippled build.
public struct CryptoError: ExplainedError, Hashable {
  /// `crypto-failed`.
  public let code = "crypto-failed"
  /// Names the operation.
  public let message: String

  init(doing operation: String) {
    message = """
      OpenSSL failed while \(operation). Check the libssl3 package and its configuration \
      (a FIPS policy, or no free memory).
      """
  }
}
