// SPDX-License-Identifier: Apache-2.0

import Biometrics

extension FingerPosition {
  /// OSIA's BiometricSubType.
  var osiaName: String {
    switch self {
    case .plainRightThumb: Self.rightThumb.osiaName
    case .plainLeftThumb: Self.leftThumb.osiaName
    case .plainRightFour: "PLAIN_RIGHT_FOUR_FINGERS"
    case .plainLeftFour: "PLAIN_LEFT_FOUR_FINGERS"
    default: name.uppercased().replacing("-", with: "_")
    }
  }
}

extension ImpressionType {
  /// OSIA's ImpressionType.
  var osiaName: String {
    switch self {
    case .nonLiveScanPlain: "NONLIVE_SCAN_PLAIN"
    case .nonLiveScanRolled: "NONLIVE_SCAN_ROLLED"
    case .latent: "LATENT_LIFT"
    case .swipe: "LIVE_SCAN_SWIPE"
    case .liveScanContactless: "LIVE_SCAN_OPTICAL_CONTACTLESS_PLAIN"
    default: name.uppercased().replacing("-", with: "_")
    }
  }
}

extension ImageCompression {
  /// OSIA's CompressionType.
  var osiaName: String {
    switch self {
    case .none: "NONE"
    case .wsq: "WSQ"
    case .jpeg, .losslessJPEG: "JPEG"
    case .jpeg2000, .losslessJPEG2000: "JPEG2000"
    case .png: "PNG"
    }
  }

  /// Media type (RFC 6838).
  var mimeType: String {
    switch self {
    case .none: "application/octet-stream"
    case .wsq: "image/x-wsq"
    case .jpeg, .losslessJPEG: "image/jpeg"
    case .jpeg2000, .losslessJPEG2000: "image/jp2"
    case .png: "image/png"
    }
  }
}
