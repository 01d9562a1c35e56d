// SPDX-License-Identifier: Apache-2.0

import USB

/// Numbers of the USB Device Class Definition for Video Devices, revision 1.5 (UVC), appendix A.
enum VideoClass {
  /// `bInterfaceClass` of every video interface (A.1).
  static let code: UInt8 = 0x0e
  /// `bInterfaceSubClass`: controls of the camera (A.2).
  static let control: UInt8 = 1
  /// `bInterfaceSubClass`: its pictures (A.2).
  static let streaming: UInt8 = 2
  /// `bDescriptorType` of a class descriptor of an interface (A.4).
  static let interfaceDescriptor: UInt8 = 0x24

  /// Class requests (A.8).
  enum Request: UInt8, Sendable {
    case setCurrent = 0x01
    case getCurrent = 0x81
    case getMinimum = 0x82
    case getMaximum = 0x83
    case getResolution = 0x84
    case getLength = 0x85
    case getInfo = 0x86
    case getDefault = 0x87
  }

  /// Controls of a streaming interface (A.9.7).
  enum StreamControl: UInt8, Sendable {
    case probe = 1
    case commit = 2
    case stillProbe = 3
    case stillCommit = 4
    case stillTrigger = 5
  }

  /// Descriptors of a control interface (A.5).
  enum ControlDescriptor: UInt8 {
    case header = 1
    case inputTerminal = 2
    case outputTerminal = 3
    case selectorUnit = 4
    case processingUnit = 5
    case extensionUnit = 6
    case encodingUnit = 7
  }

  /// Descriptors of a streaming interface (A.6).
  enum StreamDescriptor: UInt8 {
    case inputHeader = 0x01
    case stillFrame = 0x03
    case uncompressedFormat = 0x04
    case uncompressedFrame = 0x05
    case jpegFormat = 0x06
    case jpegFrame = 0x07
    case frameBasedFormat = 0x10
    case frameBasedFrame = 0x11
  }
}

extension InterfaceDescriptor {
  /// Whether it holds the controls of a camera.
  var isVideoControl: Bool { kind.code == VideoClass.code && kind.subclass == VideoClass.control }
  /// Whether it brings pictures.
  var isVideoStreaming: Bool {
    kind.code == VideoClass.code && kind.subclass == VideoClass.streaming
  }
}
