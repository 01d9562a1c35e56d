// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Testing

@testable import StationServer

@Suite("The screens' files")
struct PagesTests {
  private let pages = Pages()
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/CStationScreens/web")

  private func text(_ name: String) throws -> String {
    String(decoding: try #require(pages.bytes(name)), as: UTF8.self)
  }

  private func words(_ language: String) throws -> [String: String] {
    try JSONDecoder().decode(
      [String: String].self, from: Data(#require(pages.bytes("lang/\(language).json"))))
  }

  @Test("Every file of the folder is built in, byte for byte, and no other")
  func table() throws {
    let all = FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil)
    let files = (all?.allObjects as? [URL] ?? []).filter { !$0.hasDirectoryPath }
    let start = Self.folder.standardizedFileURL.path + "/"
    let names = files.map { $0.standardizedFileURL.path.replacing(start, with: "") }
    #expect(names.sorted() == pages.names)
    for (file, name) in zip(files, names) {
      #expect(pages.bytes(name) == [UInt8](try Data(contentsOf: file)), "\(name)")
    }
  }

  @Test("Both languages have the same words, in NFC, with the same places for values")
  func languages() throws {
    let (vietnamese, english) = (try words("vi"), try words("en"))
    #expect(Set(vietnamese.keys) == Set(english.keys))
    for (key, text) in vietnamese {
      let other = english[key] ?? ""
      #expect(!text.isEmpty && !other.isEmpty, "\(key)")
      #expect(text == text.precomposedStringWithCanonicalMapping, "\(key)")
      let places = { (text: String) in text.matches(of: /\{(\w+)\}/).map { String($0.output.1) } }
      #expect(Set(places(text)) == Set(places(other)), "\(key)")
    }
  }

  @Test("Every word that a screen asks for is there")
  func words() throws {
    let known = try words("vi")
    for name in pages.names where name.hasSuffix(".js") {
      let code = try text(name)
      for match in code.matches(of: /\bt\("([^"]+)"/) {
        #expect(known[String(match.output.1)] != nil, "\(match.output.1) in \(name)")
      }
      for match in code.matches(of: /\bt\(`([^`$]+)\$/) {
        let start = String(match.output.1)
        #expect(known.keys.contains { $0.hasPrefix(start) }, "\(start) in \(name)")
      }
    }
  }

  @Test("Every import leads to a file, and none to another machine")
  func imports() throws {
    for name in pages.names where name.hasSuffix(".js") {
      let code = try text(name)
      let base = URL(filePath: "/" + name)
      for match in code.matches(of: /from "([^"]+)"/) {
        let target = String(match.output.1)
        #expect(target.hasPrefix("."), "\(target) in \(name)")
        let file = URL(filePath: target, relativeTo: base).standardizedFileURL.path.dropFirst()
        #expect(pages.bytes(String(file)) != nil, "\(target) in \(name)")
      }
    }
  }

  @Test("Nothing is inline, nothing comes from outside, nothing becomes markup")
  func contentPolicy() throws {
    for name in pages.names {
      let code = try text(name).replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!code.contains("http://") && !code.contains("https://"), "\(name)")
      for word in [
        "innerHTML", "insertAdjacentHTML", "document.write", "eval(", "style=\"", "onclick=\"",
      ] {
        #expect(!code.contains(word), "\(word) in \(name)")
      }
    }
  }

  @Test("Every file is served with its type and the headers of safety")
  func served() async throws {
    let station = try TestStation()
    let names = pages.names
    try await station.with { browser in
      for name in names {
        let answer = try await browser.get("/" + name)
        #expect(answer.status == 200, "\(name)")
        #expect(answer.headers[.contentType] != nil)
        for field in SafetyHeaders.fields { #expect(answer.headers[field.name] == field.value) }
      }
      #expect(try await browser.get("/").text.contains("<!doctype html>"))
      #expect(try await browser.get("/nothing.js").status == 404)
    }
  }
}
