// SPDX-License-Identifier: Apache-2.0

/// A doubt about a slap; every one asks for a new capture or for a person who looks.
public enum SlapFlag: String, Sendable, Hashable, CaseIterable {
  /// Fewer fingers were found than are said to be there.
  case fewerFingers = "fewer-fingers"
  /// Another labelling explains the picture nearly as well.
  case labelsUnsure = "labels-unsure"
  /// A box holds weak or irregular ridges: print, writing, or a very bad impression.
  case weakRidges = "weak-ridges"
  /// The image ends within a fingertip.
  case cutAtEdge = "cut-at-edge"
  /// Lengths and places of the fingers are those of the other hand.
  case otherHand = "other-hand"
  /// Lengths and places of the fingers do not tell which hand it is.
  case handUnsure = "hand-unsure"
  /// There are ridges above a box: the tip may be pale and the box show a lower joint.
  case tipUnsure = "tip-unsure"
  /// A box is too short, too wide or too narrow for a fingertip, or flat at its top.
  case oddShape = "odd-shape"
  /// Another print lies beside the fingers.
  case extraPrint = "extra-print"

  /// For the operator, in English.
  public var english: String {
    switch self {
    case .fewerFingers: "not all fingers were found: press all of them, or enter the missing ones"
    case .labelsUnsure: "the fingers cannot be told apart: spread them a little and capture again"
    case .weakRidges: "a finger is hardly visible: clean or moisten it and capture again"
    case .cutAtEdge: "a fingertip is cut off: move the hand to the middle of the glass"
    case .otherHand: "this looks like the other hand: check the hand and capture again"
    case .handUnsure: "left and right hand cannot be told apart: put the fingers flat, side by side"
    case .tipUnsure: "a fingertip may not touch the glass: press the tips down and capture again"
    case .oddShape: "a finger is not put down flat: straighten the hand and capture again"
    case .extraPrint: "there is another print beside the fingers: clean the glass, only the fingers"
    }
  }

  /// For the operator, in Vietnamese.
  public var vietnamese: String {
    switch self {
    case .fewerFingers: "không thấy đủ các ngón: hãy ấn đủ ngón, hoặc khai báo ngón bị thiếu"
    case .labelsUnsure: "không phân biệt được các ngón: hãy xòe nhẹ các ngón và lấy lại"
    case .weakRidges: "có ngón quá mờ: hãy lau sạch hoặc làm ẩm ngón tay và lấy lại"
    case .cutAtEdge: "có đầu ngón bị cắt mất: hãy đặt bàn tay vào giữa mặt kính"
    case .otherHand: "giống bàn tay bên kia: hãy kiểm tra đúng bàn tay và lấy lại"
    case .handUnsure: "không phân biệt được tay trái, tay phải: hãy đặt các ngón phẳng cạnh nhau"
    case .tipUnsure: "có đầu ngón chưa chạm mặt kính: hãy ấn các đầu ngón xuống và lấy lại"
    case .oddShape: "có ngón đặt chưa phẳng: hãy duỗi thẳng bàn tay và lấy lại"
    case .extraPrint: "có dấu vân khác bên cạnh: hãy lau mặt kính và chỉ đặt các ngón cần lấy"
    }
  }
}
