// SPDX-License-Identifier: Apache-2.0

import Records

/// The frame that all pages for people share: one HTML file that needs nothing from outside, and says at its
/// foot which program made it.
struct PrintedPage {
  private let title: Markup
  private let style: String
  private let footer: Markup
  private let content: Markup

  /// Takes the title, a style sheet in UTF-8, what stands in the footer after the program's version, and the
  /// content.
  init(title: Markup, style: [UInt8], footer: Markup = "", content: () -> Markup) {
    (self.title, self.style) = (title, String(decoding: style, as: UTF8.self))
    (self.footer, self.content) = (footer, content())
  }

  /// The page; the same parts give the same bytes.
  var markup: Markup {
    """
    <!doctype html>
    <html lang="vi">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title)</title>
    <style>\(Markup(trusted: style))</style>
    </head>
    <body>
    \(content)
    <footer>\(Release.name) \(Release.version)\(footer)</footer>
    </body>
    </html>

    """
  }
}
