// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@Suite("Canvas")
struct CanvasTests {
  private func colour(_ canvas: Canvas, _ x: Int, _ y: Int) -> [UInt8] {
    let at = (y * canvas.width + x) * 3
    return Array(canvas.rgb[at..<at + 3])
  }

  @Test("A grey image becomes squares of the scale")
  func grayImage() throws {
    let image = try TestPictures.ramp(4, 3)
    let canvas = Canvas(image, scale: 2)
    #expect(canvas.width == 8 && canvas.height == 6)
    #expect(colour(canvas, 5, 3) == [UInt8](repeating: image.pixels[1 * 4 + 2], count: 3))
  }

  @Test("A disc covers the middle of its pixel and nothing far away")
  func disc() {
    var canvas = Canvas(width: 11, height: 11, scale: 3)
    canvas.disc(at: [5, 5], radius: 2, .red)
    #expect(colour(canvas, 16, 16) == [214, 39, 40])
    #expect(colour(canvas, 16, 16 + 5) == [214, 39, 40])
    #expect(colour(canvas, 16, 16 + 8) == [255, 255, 255])
  }

  @Test("A line covers its middle and ends")
  func line() {
    var canvas = Canvas(width: 9, height: 9, background: .white)
    canvas.line(from: [1, 4], to: [7, 4], .black)
    for x in 1...7 { #expect(colour(canvas, x, 4) == [0, 0, 0]) }
    #expect(colour(canvas, 4, 6) == [255, 255, 255])
  }

  @Test("Shapes outside the picture and numbers that are none do no harm")
  func outside() {
    var canvas = Canvas(width: 5, height: 5)
    let blank = canvas
    canvas.line(from: [.nan, 0], to: [1, 1], .black)
    canvas.disc(at: [.infinity, 0], radius: 2, .black)
    canvas.ring(at: [-1e30, 1e30], radius: 3, .black)
    canvas.arrow(from: [100, 100], to: [1e9, 1e9], .black)
    canvas.fill(x: .max, y: .max, width: .max, height: .max, .black)
    canvas.fill(x: -9, y: -9, width: 9, height: 9, .black)
    #expect(canvas == blank)
  }

  @Test("The heat scale runs from blue to red and holds values outside to its ends")
  func heat() {
    #expect(Colour.heat(-1) == Colour.heat(0))
    #expect(Colour.heat(2) == Colour.heat(1))
    #expect(Colour.heat(.nan) == .black)
    #expect(Colour.heat(0).blue > Colour.heat(0).red && Colour.heat(1).red > Colour.heat(1).blue)
  }

  @Test("A PNG of the picture is a colour file that reads back as its luma")
  func png() throws {
    let canvas = Canvas(try TestPictures.ramp(6, 5))
    #expect(try ImageFile.decode(canvas.png()).pixels == TestPictures.ramp(6, 5).pixels)
  }
}
