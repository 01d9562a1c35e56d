// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records

/// A word of the page in Vietnamese and English.
struct Label {
  let vi: String
  let en: String

  var markup: Markup { "\(vi) <small lang=\"en\">\(en)</small>" }
}

/// One of the two hands, thumb first.
enum Hand {
  case right, left

  var fingers: [FingerPosition] {
    self == .right
      ? Array(FingerPosition.tenFingers.prefix(5)) : Array(FingerPosition.tenFingers.suffix(5))
  }

  var label: Label {
    self == .right
      ? Label(vi: "Bàn tay phải", en: "Right hand") : Label(vi: "Bàn tay trái", en: "Left hand")
  }
}

extension FingerPosition {
  /// The finger without its hand.
  var label: Label {
    switch self {
    case .rightThumb, .leftThumb: Label(vi: "Ngón cái", en: "thumb")
    case .rightIndex, .leftIndex: Label(vi: "Ngón trỏ", en: "index")
    case .rightMiddle, .leftMiddle: Label(vi: "Ngón giữa", en: "middle")
    case .rightRing, .leftRing: Label(vi: "Ngón áp út", en: "ring")
    case .rightLittle, .leftLittle: Label(vi: "Ngón út", en: "little")
    default: Label(vi: "Không rõ", en: name)
    }
  }
}

extension MissingFinger.Reason {
  var label: Label {
    switch self {
    case .amputated: Label(vi: "Không còn", en: "amputated")
    case .bandaged: Label(vi: "Đang băng", en: "bandaged")
    case .damaged: Label(vi: "Hỏng vân tay", en: "damaged")
    }
  }
}

extension ApplicationKind.Procedure {
  var label: Label {
    switch self {
    case .firstIssuance: Label(vi: "Cấp", en: "First issue")
    case .exchange: Label(vi: "Cấp đổi", en: "Exchange")
    case .reissuance: Label(vi: "Cấp lại", en: "Re-issue")
    }
  }
}

extension Sex {
  var label: Label {
    switch self {
    case .male: Label(vi: "Nam", en: "male")
    case .female: Label(vi: "Nữ", en: "female")
    case .unknown: Label(vi: "Không rõ", en: "unknown")
    }
  }
}

extension Relative.Relation {
  var label: Label {
    switch self {
    case .father: Label(vi: "Cha", en: "Father")
    case .mother: Label(vi: "Mẹ", en: "Mother")
    case .spouse: Label(vi: "Vợ/chồng", en: "Spouse")
    case .child: Label(vi: "Con", en: "Child")
    case .legalRepresentative: Label(vi: "Người đại diện", en: "Legal representative")
    case .represented: Label(vi: "Người được đại diện", en: "Represented person")
    }
  }
}

extension CivilDetail {
  var label: Label {
    switch self {
    case .otherName: Label(vi: "Tên gọi khác", en: "Other name")
    case .placeOfBirth: Label(vi: "Nơi sinh", en: "Place of birth")
    case .placeOfBirthRegistration:
      Label(vi: "Nơi đăng ký khai sinh", en: "Place of birth registration")
    case .placeOfOrigin: Label(vi: "Quê quán", en: "Place of origin")
    case .ethnicity: Label(vi: "Dân tộc", en: "Ethnicity")
    case .religion: Label(vi: "Tôn giáo", en: "Religion")
    case .bloodGroup: Label(vi: "Nhóm máu", en: "Blood group")
    case .maritalStatus: Label(vi: "Tình trạng hôn nhân", en: "Marital status")
    case .occupation: Label(vi: "Nghề nghiệp", en: "Occupation")
    case .permanentResidence: Label(vi: "Nơi thường trú", en: "Permanent residence")
    case .temporaryResidence: Label(vi: "Nơi tạm trú", en: "Temporary residence")
    case .presentResidence: Label(vi: "Nơi ở hiện tại", en: "Present residence")
    case .phone: Label(vi: "Điện thoại", en: "Telephone")
    case .email: Label(vi: "Thư điện tử", en: "E-mail")
    case .formerIdentityNumber: Label(vi: "Số CMND cũ", en: "Former identity number")
    }
  }
}

extension CalendarDate {
  /// Day, month and year as Vietnamese papers write them.
  var onPaper: String {
    description.split(separator: "-").reversed().joined(separator: "/")
  }
}

extension BirthDate {
  /// What is known of day, month and year, as Vietnamese papers write them.
  var onPaper: String {
    description.split(separator: "-").reversed().joined(separator: "/")
  }
}
