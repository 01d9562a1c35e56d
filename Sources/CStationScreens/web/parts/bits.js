// SPDX-License-Identifier: Apache-2.0
import { h } from "./dom.js";
import { said, t } from "./text.js";

const signs = { good: "✓", warn: "!", bad: "✕", info: "i" };

/// A message with a sign: good, warn, bad or info.
export function message(kind, text, more) {
  return h("div", { class: `message ${kind}`, role: kind === "bad" ? "alert" : null },
    h("span", { class: "sign", "aria-hidden": "true" }, signs[kind] ?? "i"), h("div", {}, text, more));
}

/// A short word on a coloured ground, with a sign, so that colour never speaks alone.
export function tag(kind, text) {
  return h("span", { class: `tag ${kind}` }, signs[kind] && kind !== "info" ? h("span", { "aria-hidden": "true" }, signs[kind]) : null, text);
}

/// A key as it is engraved.
export const key = (name) => h("kbd", {}, name);

/// A button with its key.
export function button(text, run, { kind = "", keyName, id, disabled, pressed, type = "button", label } = {}) {
  return h("button", {
    type, id, class: kind, onclick: disabled ? null : run, "aria-disabled": disabled ? "true" : null,
    "aria-pressed": pressed === undefined ? null : String(pressed), "aria-label": label,
  }, text, keyName ? key(keyName) : null);
}

/// Findings as messages, those that block first.
export function findingList(findings) {
  const sorted = [...findings].sort((a, b) => Number(b.blocks) - Number(a.blocks));
  return sorted.map((finding) => message(finding.blocks ? "warn" : "info", said(finding)));
}

/// What is wider than a small window scrolls by itself, by the arrow keys as well.
export const scroll = (label, ...content) => h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label }, content);

/// A heading with what stands at its right.
export function head(title, ...right) {
  return h("div", { class: "head" }, h("h1", { tabindex: "-1", id: "title" }, title), h("div", { class: "row tight" }, right));
}

/// How good something is, 0 to 100, with the limit that it is held against.
export function quality(value, limit) {
  const isGood = value !== null && value !== undefined && value >= (limit ?? 0);
  const text = value === null || value === undefined ? t("quality.none") : t("quality.value", { value });
  return h("div", { class: `quality ${isGood ? "good" : ""}`, vars: { "--value": value ?? 0, "--limit": limit ?? 0 } },
    h("div", { class: "row apart tight" }, h("span", { class: "label" }, t("quality.title")), h("strong", { class: "number", id: "quality-text" }, text)),
    h("div", { class: "track", role: "meter", "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": value ?? 0, "aria-label": t("quality.title") },
      h("div", { class: "fill" }), limit ? h("div", { class: "limit" }) : null),
    limit ? h("small", { class: "soft" }, t("quality.limit", { limit })) : null);
}
