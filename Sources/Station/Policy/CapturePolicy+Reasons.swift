// SPDX-License-Identifier: Apache-2.0

extension CapturePolicy {
  /// Why a capture below the limit may be accepted.
  public static let standardOverrideReasons = [
    ReasonCode("worn-ridges", vietnamese: "Vân tay bị mòn", english: "Worn ridges"),
    ReasonCode("skin-disease", vietnamese: "Bệnh ngoài da", english: "Skin disease"),
    ReasonCode("trembling", vietnamese: "Tay run", english: "Trembling hands"),
    ReasonCode("small-child", vietnamese: "Trẻ nhỏ", english: "Small child"),
    ReasonCode("eye-condition", vietnamese: "Bệnh về mắt", english: "Condition of the eye"),
    ReasonCode("other", vietnamese: "Lý do khác", english: "Other reason", needsNote: true),
  ]

  /// Why a person on the list was not enrolled. The office's own list is open-ended: this is a
  /// start, from what offices report.
  public static let standardNotEnrolledReasons = [
    ReasonCode("dead", vietnamese: "Đã chết", english: "Dead"),
    ReasonCode("moved", vietnamese: "Đã chuyển nơi cư trú", english: "Moved away"),
    ReasonCode("abroad", vietnamese: "Xuất cảnh, định cư nước ngoài", english: "Emigrated"),
    ReasonCode(
      "absent-known", vietnamese: "Vắng mặt, biết nơi ở",
      english: "Absent, whereabouts known"),
    ReasonCode(
      "absent-unknown", vietnamese: "Vắng mặt, không rõ nơi ở",
      english: "Absent, whereabouts unknown"),
    ReasonCode("in-prison", vietnamese: "Đang chấp hành án", english: "Serving a sentence"),
    ReasonCode("in-treatment", vietnamese: "Đang điều trị", english: "Under treatment"),
    ReasonCode("under-six", vietnamese: "Chưa đủ 6 tuổi", english: "Under six years old"),
    ReasonCode("wrong-number", vietnamese: "Số định danh sai cấu trúc", english: "Wrong number"),
    ReasonCode(
      "nationality-given-up", vietnamese: "Thôi quốc tịch", english: "Nationality renounced"),
    ReasonCode("refused", vietnamese: "Từ chối", english: "Refused"),
    ReasonCode("other", vietnamese: "Lý do khác", english: "Other reason", needsNote: true),
  ]
}
