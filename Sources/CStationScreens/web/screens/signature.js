// SPDX-License-Identifier: Apache-2.0
import { button, findingList, head, message } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { give, go, stepKeys, trouble } from "../parts/flow.js";
import { findingsAbout, personValue, store } from "../parts/store.js";
import { day, moment, t } from "../parts/text.js";

let manner = "paper";
let pad = null;
let isDrawn = false;

export function enter() {
  manner = store.state.signature?.manner ?? "paper";
  pad = null;
  isDrawn = false;
}

/// A white sheet to write on with a pen, a finger or the mouse.
function sheet() {
  if (pad) return pad;
  pad = h("canvas", { class: "pad", width: 1000, height: 320, role: "img", "aria-label": t("signature.pad") });
  const pen = pad.getContext("2d");
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#10206a" });
  let isDown = false;
  const place = (event) => [(event.offsetX * pad.width) / pad.clientWidth, (event.offsetY * pad.height) / pad.clientHeight];
  pad.addEventListener("pointerdown", (event) => { isDown = true; isDrawn = true; pad.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...place(event)); });
  pad.addEventListener("pointermove", (event) => { if (!isDown) return; pen.lineTo(...place(event)); pen.stroke(); });
  pad.addEventListener("pointerup", () => { isDown = false; });
  return pad;
}

/// Signs, seals and hands over; asked twice it is done once.
async function forward() {
  if (store.busy) return;
  if (!store.state.signature || store.state.signature.manner !== manner) {
    if (manner === "pad" && !isDrawn) return;
    const picture = manner === "pad" ? pad.toDataURL("image/png").split(",")[1] : null;
    if (!(await give("sign", { manner, picture }))) return;
  }
  if (store.state.findings.some((finding) => finding.blocks)) return go("review");
  if (await give("submit")) location.hash = `#/application/${store.state.application}/done`;
}

export const keys = () => [
  ...stepKeys("signature", forward).map((binding) => (binding.key === "Enter" ? { ...binding, label: "key.submit" } : binding)),
  ...["paper", "pad", "witnessed"].map((name, index) => ({ key: String(index + 1), name: "1–3", label: "key.manner", hidden: index > 0, run: () => { manner = name; give("goTo", { step: "signature" }); } })),
  { key: "p", name: "P", label: "key.print", run: () => { location.hash = "#/sheet"; } },
];

export function render() {
  const { state } = store;
  const wrong = trouble();
  const signer = state.representative ? state.representative.fullName : personValue("fullName");
  return h("div", { class: "stack" }, head(t("step.signature"), button(t("signature.sheet"), () => { location.hash = "#/sheet"; }, { keyName: "P", id: "sheet" })),
    wrong ? message("bad", wrong) : null,
    findingList(findingsAbout("signature", "signer")),
    h("section", { class: "card stack" }, h("h2", {}, t("signature.consent")),
      h("p", {}, t("signature.text", { name: signer })),
      h("p", { class: "soft" }, `${personValue("fullName")} · ${day(personValue("dateOfBirth"))} · ${personValue("personalNumber")}`)),
    h("section", { class: "card stack" }, h("h2", {}, t("signature.manner")),
      h("div", { class: "choices across", role: "radiogroup", "aria-label": t("signature.manner") }, ["paper", "pad", "witnessed"].map((name, index) =>
        h("label", {}, h("input", { type: "radio", name: "manner", id: `manner-${name}`, value: name, checked: manner === name, onchange: () => { manner = name; give("goTo", { step: "signature" }); } }), h("kbd", {}, String(index + 1)), t(`signature.${name}`)))),
      manner === "pad" ? sheet() : null,
      manner === "pad" ? h("div", { class: "row" }, button(t("signature.clear"), () => { pad?.getContext("2d").clearRect(0, 0, pad.width, pad.height); isDrawn = false; }, { kind: "bare", id: "clear" })) : null,
      state.signature ? message("good", t("signature.done", { at: moment(state.signature.at) })) : null),
    h("div", { class: "row" }, button(store.busy ? t("signature.sealing") : t("key.submit"), forward, { kind: "main", keyName: "Enter", id: "next", disabled: store.busy > 0 })));
}
