// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FoundationEssentials
import Station
import USB

/// `sinhtrac udev`: the files that let users open devices.
struct Udev: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show, write or check the udev rules for the devices.",
    discussion: """
      Whoever sits at the machine may use the devices; services do through the group \
      \(SystemFile.groupName); nobody else does. The files are made from the table of drivers.

      To install them, as root:
        sinhtrac udev --write --folder /tmp/udev
        install -m 644 /tmp/udev/70-sinhtrac.rules /etc/udev/rules.d/
        install -D -m 644 /tmp/udev/60-sinhtrac.hwdb /etc/udev/hwdb.d/60-sinhtrac.hwdb
        install -D -m 644 /tmp/udev/sinhtrac.conf /etc/sysusers.d/sinhtrac.conf
        systemd-sysusers; systemd-hwdb update
        udevadm control --reload; udevadm trigger --subsystem-match=usb

      Examples:
        sinhtrac udev
        sinhtrac udev --check
      """)

  @Flag(help: "Write the files into the folder.")
  var write = false

  @Flag(help: "Compare the files in the folder with the drivers; exit code 1 when they differ.")
  var check = false

  @Option(help: ArgumentHelp("The folder; made when needed.", valueName: "dir"))
  var folder = "udev"

  func validate() throws {
    if write && check { throw ValidationError("--write and --check exclude each other.") }
  }

  func run() throws {
    let files = SystemFile.all(for: KnownDevices.cards)
    if write {
      try writeAll(files)
    } else if check {
      try compare(files)
    } else {
      try StandardOutput.print(files.map { "# \($0.folder)/\($0.name)\n\($0.text)" }.joined())
    }
  }

  private func writeAll(_ files: [SystemFile]) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch { throw OutputError.unwritable(folder) }
    for file in files {
      let path = "\(folder)/\(file.name)"
      do {
        try Data(file.text.utf8).write(to: URL(filePath: path), options: .atomic)
      } catch { throw OutputError.unwritable(path) }
      try StandardOutput.print("wrote \(path), which belongs in \(file.folder)")
    }
  }

  private func compare(_ files: [SystemFile]) throws {
    let stale = files.filter { file in
      FileManager.default.contents(atPath: "\(folder)/\(file.name)") != Data(file.text.utf8)
    }
    if stale.isEmpty { return try StandardOutput.print("\(folder) fits the drivers") }
    throw OutputError.stale(stale.map { "\(folder)/\($0.name)" })
  }
}

extension OutputError {
  static func stale(_ paths: [String]) -> OutputError {
    OutputError(
      code: "udev-stale",
      message: "\(paths.joined(separator: ", ")): missing, or not what the drivers say. "
        + "Write them again with --write.")
  }
}
