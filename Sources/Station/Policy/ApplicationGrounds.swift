// SPDX-License-Identifier: Apache-2.0

public import Records

/// The statutory grounds of each kind of application (Law 26/2023/QH15, article 24), which an office
/// may replace by its own list.
public struct ApplicationGrounds: Sendable, Hashable, Codable {
  /// Of the first card (cấp); none is asked for where the list is empty.
  public var firstIssuance: [ReasonCode]
  /// Of another card for a valid one (cấp đổi), article 24.1.
  public var exchange: [ReasonCode]
  /// Of a card for a lost or damaged one (cấp lại), article 24.2.
  public var reissuance: [ReasonCode]

  /// The list of a procedure.
  public subscript(procedure: ApplicationKind.Procedure) -> [ReasonCode] {
    switch procedure {
    case .firstIssuance: firstIssuance
    case .exchange: exchange
    case .reissuance: reissuance
    }
  }

  /// The law's own list.
  public static let law = ApplicationGrounds(
    firstIssuance: [],
    exchange: [
      ReasonCode(
        "24-1-a", vietnamese: "Đến tuổi phải đổi thẻ (14, 25, 40, 60)",
        english: "Age of exchange reached (14, 25, 40, 60)"),
      ReasonCode(
        "24-1-b", vietnamese: "Thay đổi, cải chính họ tên hoặc ngày sinh",
        english: "Name or birth date changed or corrected"),
      ReasonCode(
        "24-1-c",
        vietnamese: "Thay đổi nhân dạng, bổ sung ảnh hoặc vân tay, xác định lại giới tính",
        english: "Appearance changed, face or fingerprints added, sex re-determined"),
      ReasonCode(
        "24-1-d", vietnamese: "Có sai sót về thông tin in trên thẻ",
        english: "Error printed on the card"),
      ReasonCode(
        "24-1-dd", vietnamese: "Theo yêu cầu khi sắp xếp đơn vị hành chính",
        english: "On request, administrative units re-arranged"),
      ReasonCode(
        "24-1-e", vietnamese: "Xác lập lại số định danh cá nhân",
        english: "Personal number re-established"),
      ReasonCode("24-1-g", vietnamese: "Khi công dân có yêu cầu", english: "On request"),
    ],
    reissuance: [
      ReasonCode(
        "24-2-a", vietnamese: "Bị mất hoặc bị hư hỏng không sử dụng được",
        english: "Lost, or damaged beyond use"),
      ReasonCode(
        "24-2-b", vietnamese: "Được trở lại quốc tịch Việt Nam",
        english: "Vietnamese nationality regained"),
    ])
}
