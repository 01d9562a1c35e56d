// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Store

/// What stands below a session: a failing or full disk is named, with what to do about it.
extension SessionError {
  /// The draft could not be kept or read.
  static func draft(_ found: String, _ cause: (any Error)?) -> SessionError {
    let advice = (cause as? StoreError)?.message ?? "Check disk and store, then try again."
    return SessionError(
      .draft, "Keeping the draft of this session: \(found). \(advice)",
      vietnamese: vietnamese(cause)
        ?? "Không lưu hoặc đọc được hồ sơ nháp. Hãy kiểm tra ổ đĩa rồi thử lại.",
      cause: cause)
  }

  /// The record could not be made, sealed or handed over.
  static func submission(_ cause: any Error) -> SessionError {
    let found = (cause as? any ExplainedError)?.message ?? "it failed."
    return SessionError(
      .submission,
      "Sealing the record: \(found) Nothing was sent, and nothing is lost; try again.",
      vietnamese: vietnamese(cause)
        ?? "Không niêm phong được hồ sơ. Chưa gửi gì và không mất dữ liệu; hãy thử lại.",
      cause: cause)
  }

  private static func vietnamese(_ cause: (any Error)?) -> String? {
    switch (cause as? StoreError)?.reason {
    case .diskFull:
      "Ổ đĩa đã đầy: bước này chưa được lưu, những gì đã lưu vẫn còn. Hãy gửi hoặc xuất hồ sơ, dọn bớt "
        + "tệp khác rồi thử lại."
    case .diskFailed, .closed:
      "Ổ đĩa có lỗi: bước này chưa được lưu, những gì đã lưu vẫn còn. Hãy khởi động lại chương trình; "
        + "nếu lặp lại, hãy báo người phụ trách kiểm tra ổ đĩa."
    default: nil
    }
  }
}
