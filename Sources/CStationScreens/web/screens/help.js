// SPDX-License-Identifier: Apache-2.0
import { head } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { t } from "../parts/text.js";

const all = [["Enter", "next"], ["Esc", "back"], ["Space", "capture"], ["1–9, 0", "finger"], ["A", "accept-below"], ["F1", "help"], ["F2", "search"], ["F3", "card"], ["F4", "lock"], ["F6", "language"], ["F7", "light"], ["F8", "exception"], ["F9", "review"], ["F10", "not-enrolled"], ["P", "print"]];

export const keys = () => [{ key: "Escape", name: "Esc", label: "key.back", run: () => history.back() }];

export function render() {
  return h("div", { class: "stack" }, head(t("title.help"), h("a", { href: "#/interface" }, t("title.interface"))),
    h("div", { class: "twocolumns" },
      h("section", { class: "card" }, h("h2", {}, t("help.keys")), h("dl", { class: "keytable" }, all.map(([key, name]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, name === "lock" ? t("lock") : t(`key.${name}`))]))),
      h("section", { class: "card stack" }, h("h2", {}, t("help.trouble")), ["quality", "device", "slow", "power", "child"].map((name) => h("div", {}, h("h3", {}, t(`help.${name}`)), h("p", {}, t(`help.${name}What`)))))));
}
