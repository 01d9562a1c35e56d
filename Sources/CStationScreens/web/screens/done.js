// SPDX-License-Identifier: Apache-2.0
import { button, head, message } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { store } from "../parts/store.js";
import { moment, said, size, t } from "../parts/text.js";

const toPeople = () => { location.hash = "#/people"; };
const toReceipt = () => { location.hash = `#/application/${store.state.application}/sheet`; };
const record = () => store.state.outcome?.submitted?._0 ?? store.state.outcome?.submitted;

export const keys = () => [
  { key: "Enter", label: "key.next-person", run: toPeople },
  { key: "p", name: "P", label: "key.print", run: toReceipt, when: () => Boolean(record()) },
  { key: "Escape", name: "Esc", label: "key.back", run: toPeople, hidden: true },
];

export function render() {
  const sealed = record();
  const closed = store.state.outcome?.notEnrolled;
  const reason = closed && store.face.policy.notEnrolledReasons.find((item) => item.code === closed.reason);
  return h("div", { class: "stack" }, head(t(closed ? "done.closed" : sealed ? "done.sealed" : "step.done")),
    sealed ? h("div", { class: "card stack" }, message("good", t("done.sealedWhy")),
      h("dl", { class: "facts" }, h("dt", {}, t("done.receipt")), h("dd", { class: "mono" }, store.state.application),
        h("dt", {}, t("done.record")), h("dd", { class: "mono small" }, sealed.record), h("dt", {}, t("done.size")), h("dd", {}, size(sealed.size)), h("dt", {}, t("done.at")), h("dd", {}, moment(sealed.sealedAt)))) : null,
    closed ? h("div", { class: "card stack" }, message("info", t("done.closedWhy")), h("dl", { class: "facts" }, h("dt", {}, t("not-enrolled.reason")), h("dd", {}, said(reason) || closed.reason), closed.note ? [h("dt", {}, t("note")), h("dd", {}, closed.note)] : null, h("dt", {}, t("done.at")), h("dd", {}, moment(closed.at)))) : null,
    !sealed && !closed ? message("info", t("done.open")) : null,
    h("div", { class: "row" }, button(t("key.next-person"), toPeople, { kind: "main", keyName: "Enter", id: "next", }), sealed ? button(t("done.print"), toReceipt, { keyName: "P", id: "print" }) : null));
}
