# SPDX-License-Identifier: Apache-2.0
# Two commands for everyone: `make run` and `make test`. Both do their own set-up on Debian 12 or
# later with a Swift 6.3 toolchain. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.PHONY: run station test test-system test-sanitized test-screens test-screens-long bench format setup clean help
.DEFAULT_GOAL := help

SWIFT_WANTED := 6.3
# Major version of Debian's own compiler: 12 on Debian 12, 14 on Debian 13.
GCC := $(shell gcc -dumpversion 2>/dev/null | cut -d. -f1)
GCC := $(or $(GCC),12)

# What the build needs: a shell test that it is there, the Debian package that brings it, and why.
define needs
command -v git              | git                  | SwiftPM fetches swift-argument-parser, GRDB and Hummingbird with it
command -v g++              | g++                  | C and C++ headers and the linker that Swift uses
command -v pkg-config       | pkg-config           | tells SwiftPM where the libraries below are
pkg-config --exists libcrypto  | libssl-dev           | digests, document chips (OpenSSL 3)
pkg-config --exists sqlite3    | libsqlite3-dev       | the station's database
pkg-config --exists libcurl    | libcurl4-openssl-dev | sends records to the centre
pkg-config --exists libusb-1.0 | libusb-1.0-0-dev     | USB devices
pkg-config --exists libpcsclite | libpcsclite-dev    | document chip readers through PC/SC
pkg-config --exists zbar       | libzbar-dev          | QR codes in images
pkg-config --exists libpng     | libpng-dev           | PNG images
pkg-config --exists libjpeg    | libjpeg62-turbo-dev  | JPEG images
pkg-config --exists libopenjp2 | libopenjp2-7-dev     | JPEG 2000 images
endef
export needs

# What the tests need beside that: the C kernels also run as aarch64 programs.
define needs_of_tests
command -v qemu-aarch64                     | qemu-user                      | runs the kernels' aarch64 build
test -d /usr/aarch64-linux-gnu/include      | libc6-dev-arm64-cross          | C library for it
command -v openssl                          | openssl                        | opens and checks sealed records
command -v swtpm                            | swtpm                          | plays a TPM 2.0 that keeps keys
command -v softhsm2-util                    | softhsm2                       | plays a PKCS 11 token that keeps keys
command -v umockdev-run                     | umockdev                       | plays recordings of real USB devices
pkg-config --exists umockdev-1.0            | libumockdev-dev                | made-up USB devices under the real libusb
command -v strace                           | strace                         | cuts the power and breaks the disk under the store
command -v python3                          | python3                        | says to a station what its screens say
ls /usr/lib/gcc-cross/aarch64-linux-gnu/*   | libgcc-$(GCC)-dev-arm64-cross  | compiler support library for it
endef
# What `make test-system` needs: an emulated machine and what is put into it.
define needs_of_system_test
command -v qemu-system-x86_64               | qemu-system-x86                | emulates a machine
test -x /bin/busybox && ! ldd /bin/busybox  | busybox-static                 | shell of that machine
test -x /sbin/modprobe                       | kmod                           | finds the kernel modules for it
command -v cpio                             | cpio                           | packs its file system
test -x /lib/systemd/systemd-udevd          | udev                           | tells of devices that come and go in it
pkg-config --exists umockdev-1.0            | libumockdev-dev                | the bench's package wants it
endef
# What `make test-screens` needs: a browser; what drives it comes from PyPI (below).
define needs_of_screens
command -v "$${CHROMIUM:-chromium}"          | chromium                       | shows the screens
command -v python3                          | python3                        | drives the browser
python3 -c 'import venv, ensurepip'         | python3-venv                   | a place for Playwright
endef

# What `make test-screens-long` needs.
define needs_of_long_screens
command -v python3                          | python3                        | enrols one applicant after the other
command -v mkfs.ext4                        | e2fsprogs                      | makes the small disk that is filled
command -v mount                            | mount                          | mounts it
endef

define needs_newline


endef

# Installs what is missing. SwiftPM caches pkg-config's answers in its build plan, and a newer
# Package.swift makes it ask again.
define install_packages
missing=() reasons=()
while IFS='|' read -r check package why; do
  eval "$$check" >/dev/null 2>&1 && continue
  missing+=("$${package// /}") reasons+=("$${package// /}:$$why")
done <<<"$$needs$${also:-}"
if [ "$${#missing[@]}" != 0 ]; then
  echo "== installing Debian packages that are missing"
  printf '   %s\n' "$${reasons[@]}"
  command -v apt-get >/dev/null || {
    echo "error: this is no Debian (no apt-get): install what the list above names, then call make again." >&2; exit 1; }
  root=(env); [ "$$(id -u)" = 0 ] || root=(sudo)
  command -v "$${root[0]}" >/dev/null || {
    echo "error: neither root nor sudo: as root, run: apt-get install --no-install-recommends $${missing[*]}" >&2; exit 1; }
  install=("$${root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$${missing[@]}")
  "$${install[@]}" || { "$${root[@]}" apt-get -q update && "$${install[@]}"; } || {
    echo "error: apt-get could not install $${missing[*]}: see its message above." >&2; exit 1; }
  touch Package.swift
fi
endef

# Puts a good enough toolchain first in PATH: a later one would lose to the /usr/bin/swift of
# Debian's python3-swiftclient. SWIFT_BIN=DIR names another place to look first.
define use_swift
found=
IFS=: read -r -a places <<<"$${SWIFT_BIN:-}:$$PATH"
places+=(/opt/swift*/usr/bin /usr/local/swift*/usr/bin /usr/libexec/swift/*/bin /usr/libexec/swift/bin
  ~/.local/share/swiftly/bin ~/.swiftly/bin ~/swift*/usr/bin)
for place in "$${places[@]}"; do
  [ -n "$$place" ] && [ -x "$$place/swift" ] || continue
  answer=$$("$$place/swift" --version 2>&1 </dev/null) || true
  version=$$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p;' <<<"$$answer" | head -n 1)
  found="$$found $$place/swift ($${version:-$$(head -n 1 <<<"$$answer")})"
  [ -n "$$version" ] && [ "$$(printf '%s\n' $(SWIFT_WANTED) "$$version" | sort -V | head -n 1)" = $(SWIFT_WANTED) ] || continue
  export PATH="$$place:$$PATH" swift_version="$$version"; break
done
[ -n "$${swift_version:-}" ] || {
  echo "error: Swift $(SWIFT_WANTED) or later is needed, found:$${found:- none}. Install it (https://www.swift.org/install/linux) or call make SWIFT_BIN=DIR with the folder that holds swift." >&2; exit 1; }
endef

# Tests need every internal name, which costs the product some speed: they build in a folder of their own.
CHECKED := --build-tests --explicit-target-dependency-import-check error --scratch-path .build-test
# Suites whose figures must be the same in release and debug; the others run in release only.
EXACT := DeterminismTests|ElementaryTests|NormalizerTests|ExtractionKernelsTests|ApplicationPartsTests
# Tests at once. A thousand that all begin together wait for each other, and what waits too long fails;
# twice this is no faster on two cores.
TESTS_AT_ONCE := 16
# Time for each fuzzed parser.
FUZZ_SECONDS := 10

# How often the store is killed, and which of its many system calls fail once (every so manyth).
STORE_KILLS := 200
STORE_STEP := 7

# Where `make station` serves.
PORT := 8080

# Which calls on files fail in an enrolment (every so manyth).
ENROL_STEP := 5

# How often an enrolment is killed, and how often station or centre while records are sent.
ENROL_KILLS := 40
TRANSFER_KILLS := 200

# Where `make run` sets up its centre and station.
OFFICE := .sample-office

# How many applicants one station enrols in a row.
APPLICANTS := 500

# How often a made-up scanner is opened, used, cancelled and closed.
BENCH_CYCLES := 200

# Playwright, Pillow and axe-core, unless this python3 has them: in a folder of their own.
define browser_ready
python3 -c 'import playwright, PIL, axe_playwright_python' 2>/dev/null || {
  stage "Playwright, Pillow and axe-core from PyPI into .build-screens"
  [ -x .build-screens/bin/python3 ] || python3 -m venv .build-screens
  .build-screens/bin/pip install -q playwright pillow axe-playwright-python
  export PATH="$$(pwd)/.build-screens/bin:$$PATH"; }
endef

define ready
$(install_packages)
$(use_swift)
stage() { printf '\n== %s\n' "$$*"; }
endef

## run: enrol the sample applicant, seal the record, send it to a centre on this machine; no hardware needed
run:
	@$(ready)
	stage "building sinhtrac with Swift $$swift_version"
	swift build -c release --product sinhtrac
	rm -rf $(OFFICE) && mkdir -m 700 $(OFFICE)
	stage "a sample office of its own: a centre, and a station whose records only it can open"
	sinhtrac=.build/release/sinhtrac
	head -c 18 /dev/urandom | base64 >$(OFFICE)/passphrase
	secret() { "$$sinhtrac" "$$@" <$(OFFICE)/passphrase; }
	secret centre init --folder $(OFFICE)/centre --name "Sample centre"
	secret station init --folder $(OFFICE)/station --centre $(OFFICE)/centre/centre.pem \
	  --recovery $(OFFICE)/centre/recovery.pem
	stage "enrolling the sample applicant: fingers, eyes, portrait and card"
	secret enrol --application samples/applicant-01/application.json --devices samples \
	  --station $(OFFICE)/station --out applications --replace --report --open
	stage "sending the sealed record to the centre"
	"$$sinhtrac" centre serve --folder $(OFFICE)/centre --port 0 \
	  --station $(OFFICE)/station/certificate.pem <$(OFFICE)/passphrase >$(OFFICE)/centre.log & centre=$$!
	trap 'kill $$centre 2>/dev/null || true' EXIT
	until grep -q listening $(OFFICE)/centre.log; do kill -0 $$centre; sleep 0.1; done
	"$$sinhtrac" outbox send --store $(OFFICE)/station/store --trust $(OFFICE)/centre/centre.pem \
	  --centre "$$(sed -n 's/.*\(http:[^,]*\).*/\1/p' $(OFFICE)/centre.log)"

## station: the operator's screens with invented people and sample devices, in a browser of this machine
station:
	@$(ready)
	stage "building sinhtrac with Swift $$swift_version"
	swift build -c release --product sinhtrac
	stage "training station: Ctrl-C ends it, nothing is lost"
	exec .build/release/sinhtrac station --training --port $(PORT)

## test: everything that must hold: format, layers, samples, fuzz, bench smoke run, all tests
test: export also = $(needs_newline)$(needs_of_tests)
test:
	@$(ready)
	export SINHTRAC_STRICT=1 SWIFT_BACKTRACE=enable=no
	stage "format"
	swift format lint --strict --recursive Package.swift Sources Tests
	stage "release build with Swift $$swift_version: warnings are errors, undeclared imports are refused"
	swift build -c release -Xswiftc -enable-testing $(CHECKED)
	sinhtrac=$$(pwd)/.build-test/release/sinhtrac
	stage "C kernels on every level and on aarch64"
	Tests/KernelParity/run
	stage "samples and their manifest"
	"$$sinhtrac" samples check
	stage "bench smoke run"
	"$$sinhtrac" bench --rounds 2 --impressions 20
	stage "recordings of real scanners"
	Tests/Recordings/fetch || echo "SKIPPED: no recordings, so no scanner is replayed"
	stage "made-up scanners under the real libusb: faults at every step, no growth"
	Tests/Bench/run $(BENCH_CYCLES)
	stage "document chips through card readers: made-up ones under the real libusb, and pcscd"
	Tests/Bench/documents "$$(Tests/Bench/build)"
	stage "the station's store: power cuts, kills, failing disks"
	Tests/Bench/store .build-test/release/StoreDriver $(STORE_KILLS) $(STORE_STEP)
	stage "an enrolment on a disk that is full, or fails at one call after the other"
	.build-test/release/EnrolmentDriver samples/applicant-01 $(ENROL_STEP)
	stage "an enrolment that is killed again and again"
	Tests/Bench/enrolment "$$sinhtrac" $(ENROL_KILLS)
	stage "records on their way to a centre: station and centre killed again and again"
	Tests/Bench/transfer "$$sinhtrac" .build-test/release/TransferDriver $(TRANSFER_KILLS)
	stage "the screens' interface at a station that is set up: to the centre, by link and by stick"
	Tests/Screens/sealed "$$sinhtrac"
	stage "fuzz: each parser for $(FUZZ_SECONDS) s"
	Tests/Fuzz/run $(FUZZ_SECONDS)
	stage "debug build: the same bytes as in release"
	swift build $(CHECKED)
	swift test --skip-build --disable-xctest --scratch-path .build-test --filter '$(EXACT)'
	stage "all tests"
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TESTS_AT_ONCE) \
	swift test -c release -Xswiftc -enable-testing --skip-build --disable-xctest --scratch-path .build-test \
	  2>&1 | tee .build-test/tests.log || { stage "what failed"; grep ✘ .build-test/tests.log; exit 1; }

## test-system: a made-up scanner and a card reader in an emulated machine with a real kernel
test-system: export also = $(needs_newline)$(needs_of_system_test)
test-system:
	@$(ready)
	stage "building sinhtrac and the bench with Swift $$swift_version"
	swift build -c release --product sinhtrac --scratch-path .build-test -Xswiftc -enable-testing
	bench=$$(Tests/Bench/build)
	stage "emulated machine"
	Tests/Bench/system .build-test/release/sinhtrac "$$bench"

## test-screens: the operator's screens in a browser, by keyboard, disturbed, timed, as pictures (folder screens)
test-screens: export also = $(needs_newline)$(needs_of_screens)
test-screens:
	@$(ready)
	$(browser_ready)
	stage "building sinhtrac with Swift $$swift_version"
	swift build -c release --product sinhtrac
	Tests/Screens/run .build/release/sinhtrac screens

## test-screens-long: memory of a station over 500 applicants (half an hour), and a full disk at every step (root)
test-screens-long: export also = $(needs_newline)$(needs_of_long_screens)
test-screens-long:
	@$(ready)
	stage "building sinhtrac with Swift $$swift_version"
	swift build -c release --product sinhtrac
	sinhtrac=$$(pwd)/.build/release/sinhtrac
	root=(env); [ "$$(id -u)" = 0 ] || root=(sudo)
	stage "the disk is full at every step of an enrolment"
	"$${root[@]}" python3 -B Tests/Screens/full.py "$$sinhtrac"
	stage "$(APPLICANTS) applicants in a row"
	python3 -B Tests/Screens/growth.py "$$sinhtrac" $(APPLICANTS)

## test-sanitized: scanners under AddressSanitizer and ThreadSanitizer, through the real libusb
test-sanitized: export also = $(needs_newline)$(needs_of_tests)
test-sanitized:
	@$(ready)
	Tests/Bench/sanitize

## bench: CPU time of each stage on this machine
bench:
	@$(ready)
	swift build -c release --product sinhtrac
	.build/release/sinhtrac bench

## format: lay out all Swift sources as .swift-format says
format:
	@$(ready)
	swift format --in-place --recursive Package.swift Sources Tests

## setup: only install what is missing and find the toolchain
setup:
	@$(ready)
	echo "ready: Swift $$swift_version"

## clean: remove build products; application records stay
clean:
	rm -rf .build .build-test .build-screens Tests/Fuzz/.build Tests/Bench/.build*

help:
	@sed -n 's/^## /make /p' Makefile
