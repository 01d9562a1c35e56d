// SPDX-License-Identifier: Apache-2.0

import CameraModels
import Testing
import USB

@testable import Camera

struct KernelControlTests {
  @Test func controlsAreSetInsideTheirRange() async throws {
    var script = MadeUpNode.Script()
    script.ranges[0x98_0913] = ControlRange(
      minimum: 0, maximum: 100, resolution: 5, standard: 10, current: 10)
    let node = MadeUpNode(script)
    let camera = try await LockedBus().camera(MadeUpNodes([[node]]))
    #expect(try await camera.range(of: .gain)?.maximum == 100)
    #expect(try await camera.set(.gain, to: 43) == 45)
    #expect(node.values == [0x98_0913: 45])
    #expect(try await camera.set(.zoom, to: 1) == nil)
    await camera.close()
  }

  /// The kernel numbers the modes of exposure from automatic on, the video class has a bit for each.
  @Test(arguments: [(1, 1), (2, 0), (4, 2), (8, 3)])
  func exposureModesAreNamedAsTheVideoClassDoes(_ mode: Int, _ kernels: Int) async throws {
    var script = MadeUpNode.Script()
    script.ranges[0x9a_0901] = ControlRange(
      minimum: 0, maximum: 3, resolution: 1, standard: 3, current: kernels)
    let node = MadeUpNode(script)
    let camera = try await LockedBus().camera(MadeUpNodes([[node]]))
    let range = try await camera.range(of: .exposureMode)
    #expect(
      range == ControlRange(minimum: 1, maximum: 8, resolution: 1, standard: 8, current: mode))
    #expect(try await camera.set(.exposureMode, to: mode) == mode)
    #expect(node.values == [0x9a_0901: kernels])
    let error = await #expect(throws: CameraError.self) {
      try await camera.set(.exposureMode, to: 3)
    }
    #expect(error?.reason == .unsuitable)
    await camera.close()
  }

  @Test func everyControlHasItsOwnNumber() {
    #expect(Set(CameraControl.allCases.map { NodeControl($0).id }).count == 11)
  }

  @Test func valuesOfUnitsAreWrittenInTheirLength() throws {
    let control = try LockedBus().camera(named: nil).function.control
    let unit = try ExtensionUnit(VideoGUID(Array(0x10...0x1f)), of: control)
    #expect(unit.id == 4)
    #expect(try unit.value([7], of: 1, length: [2, 0]) == [7, 0])
    #expect(try unit.value([7, 8, 9], of: 1, length: [2, 0]) == [7, 8])
    for said: [UInt8] in [[0, 0], [1], [], [255, 255]] {
      #expect(throws: CameraError.self) { try unit.value([7], of: 1, length: said) }
    }
    let error = #expect(throws: CameraError.self) {
      try ExtensionUnit(VideoGUID([]), of: control)
    }
    #expect(error?.reason == .unsuitable)
  }
}
