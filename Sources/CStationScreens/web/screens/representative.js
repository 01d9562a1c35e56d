// SPDX-License-Identifier: Apache-2.0
import { button, findingList, head, message } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { field, goToWrong, nextField } from "../parts/field.js";
import { give, next, settled, stepKeys, trouble } from "../parts/flow.js";
import { findingsAbout, stepState, store } from "../parts/store.js";
import { t } from "../parts/text.js";

let draft = {};

export function enter() {
  const known = store.state.representative;
  draft = known ? { fullName: known.fullName, personalNumber: known.personalNumber ?? "", relation: known.relation, consents: known.consents } : { fullName: "", personalNumber: "", relation: "mother", consents: false };
}

/// Kept as soon as there is a name, so that a crash takes nothing.
function save(values) {
  draft = { ...draft, ...values };
  if (!draft.fullName) return;
  return give("representative", { ...draft, personalNumber: draft.personalNumber || null });
}

async function forward(event) {
  const active = document.activeElement;
  const isField = event && active?.matches?.("main input, main select");
  active?.dispatchEvent?.(new Event("change"));
  await settled();
  if (stepState("representative").status === "complete") return next("representative");
  if (!draft.fullName) return document.getElementById("rep-name")?.focus();
  if (!draft.consents) return document.getElementById("rep-consents")?.focus();
  if (!goToWrong() && isField) nextField(document.getElementById(active.id));
}

export const keys = () => stepKeys("representative", forward);

export function render() {
  const wrong = trouble();
  const box = h("input", { type: "checkbox", id: "rep-consents", checked: draft.consents, onchange: (event) => save({ consents: event.target.checked }) });
  return h("div", { class: "stack" }, head(t("step.representative")),
    wrong ? message("bad", wrong) : null,
    message("info", t("representative.why")),
    findingList(findingsAbout("representative")),
    h("section", { class: "card stack" }, h("div", { class: "fields" },
      field("rep-name", t("representative.name"), { span: "half", first: true, value: draft.fullName, required: true, save: (fullName) => save({ fullName }) }),
      field("rep-number", t("field.personalNumber"), { span: "quarter", value: draft.personalNumber, inputmode: "numeric", save: (personalNumber) => save({ personalNumber }) }),
      field("rep-relation", t("representative.relation"), { span: "quarter", value: draft.relation, choices: ["mother", "father", "guardian", "other"].map((name) => [name, t(`relation.${name}`)]), save: (relation) => save({ relation }) })),
      h("label", { class: "check" }, box, t("representative.consents"))),
    h("div", { class: "row" }, button(t("key.next"), () => forward(), { kind: "main", keyName: "Enter", id: "next" })));
}
