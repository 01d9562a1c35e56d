// SPDX-License-Identifier: Apache-2.0
import { h, s } from "./dom.js";
import { key } from "./bits.js";
import { shownKeys } from "./keys.js";
import { language, t } from "./text.js";
import { personValue, store } from "./store.js";

/// The mark: ridges of a fingertip.
export const mark = () => s("svg", { viewBox: "0 0 32 32", fill: "none", stroke: "currentColor", "stroke-width": "2.6", "stroke-linecap": "round", "aria-hidden": "true" },
  s("path", { d: "M6 20c0-9 2-14 10-14s10 5 10 14" }), s("path", { d: "M11 25c-1-9 0-14 5-14s6 5 5 14" }), s("path", { d: "M16 16v10" }));

const pages = ["people", "outbox", "report", "devices", "audit", "settings"];

/// The bar on top: where one is, who works here, language, light, lock.
export function bar(route, actions) {
  return h("header", { class: "bar" },
    h("a", { class: "mark", href: "#/people" }, mark(), h("span", { class: "place" }, "Sinhtrac"), h("span", { class: "soft small place" }, store.face?.kit ?? "")),
    h("nav", { "aria-label": t("nav.label"), class: "grow" }, pages.map((page) =>
      h("a", { href: `#/${page}`, "aria-current": route === page ? "page" : null }, t(`nav.${page}`), page === "people" ? [" ", key("F2")] : null))),
    h("div", { class: "who" }, h("strong", {}, store.officer?.name ?? ""), h("div", { class: "soft" }, store.officer ? t(`role.${store.officer.role}`) : "")),
    h("button", { class: "bare", id: "switch-language", onclick: actions.language, lang: language() === "vi" ? "en" : "vi" }, language() === "vi" ? "English" : "Tiếng Việt", key("F6")),
    h("button", { class: "bare", id: "switch-light", onclick: actions.light, "aria-label": t("light.switch") }, document.documentElement.dataset.theme === "dark" ? "☀" : "☾", key("F7")),
    h("button", { class: "bare", id: "lock", onclick: actions.lock }, t("lock"), key("F4")));
}

/// What everybody has to know first.
export function notices() {
  return h("div", { class: "notice" },
    store.face?.isTraining ? h("div", { class: "training" }, t("training")) : null,
    store.isOffline ? h("div", { class: "offline", role: "alert" }, t("offline")) : null);
}

const signs = { complete: "✓", forbidden: "✕", "not-needed": "–" };

/// The steps of an application, with how far each is.
export function steps(current) {
  const state = store.state;
  const shown = state.steps.filter((item) => item.status !== "not-needed" || item.step === current);
  return h("nav", { class: "side", "aria-label": t("steps.label") },
    h("div", { class: "person" }, h("strong", {}, personValue("fullName") || t("person.unnamed")),
      h("span", { class: "soft small number" }, personValue("personalNumber") || state.application)),
    h("ol", { class: "steps" }, shown.map((item, index) =>
      h("li", { class: item.status },
        h("a", { href: `#/application/${state.application}/${item.step}`, "aria-current": item.step === current ? "step" : null },
          h("span", { class: "sign", "aria-hidden": "true" }, signs[item.status] ?? String(index + 1)),
          h("span", { class: "name" }, t(`step.${item.step}`), h("small", {}, t(`status.${item.status}`))))))));
}

/// The keys that work now, each also a button.
export function keyBar() {
  return h("footer", { class: "keys", "aria-label": t("keys.label"), role: "toolbar" }, shownKeys().map((binding) =>
    h("button", { type: "button", onclick: binding.run, class: binding.last ? "last" : "" }, key(binding.name ?? binding.key), t(binding.label))));
}
