// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// The OpenSSL in use, for bug reports.
public enum OpenSSLVersion {
  /// Such as `OpenSSL 3.0.19`.
  public static var current: String {
    "OpenSSL " + String(cString: OpenSSL_version(OPENSSL_VERSION_STRING))
  }
}
