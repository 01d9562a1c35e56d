// SPDX-License-Identifier: Apache-2.0
// Only CVirtualBus includes umockdev.h; Swift sees nothing of GLib.
