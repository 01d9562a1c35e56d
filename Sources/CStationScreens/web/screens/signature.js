// SPDX-License-Identifier: Apache-2.0
import { lastCommand } from "../parts/api.js";
import { button, findingList, head, message } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { give, go, settled, stepKeys, trouble } from "../parts/flow.js";
import { change, findingsAbout, personValue, store } from "../parts/store.js";
import { day, moment, t } from "../parts/text.js";

let manner = "paper";
let pad = null;
// Whether ink is on the pad; whether the session does not have it yet; whether the pen writes now.
let isDrawn = false;
let isFresh = false;
let isDown = false;
let isSending = false;
let rest = 0;
// Milliseconds without ink after which a signature is kept: longer than from stroke to stroke of a name.
const restAfter = 600;

export function enter() {
  manner = store.state.signature?.manner ?? "paper";
  pad = null;
  isDrawn = isFresh = isDown = false;
}

export function leave() { if (store.state && isFresh) keep(); }

/// The page goes away under the pen: what is written so far is kept.
export function hidden() { if (store.state && isFresh && pad) lastCommand(store.state.application, "sign", drawing()); }

/// Nothing is drawn anew under a pen: it would lose the sheet.
export const isHeld = () => isDown;

const signed = () => (store.state.signature?.manner === manner ? store.state.signature : null);

/// A white sheet to write on with a pen, a finger or the mouse; what was kept before is on it.
function sheet() {
  if (pad) return pad;
  pad = h("canvas", { class: "pad", width: 1000, height: 320, role: "img", "aria-label": t("signature.pad") });
  const pen = pad.getContext("2d");
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#10206a" });
  const place = (event) => [(event.offsetX * pad.width) / pad.clientWidth, (event.offsetY * pad.height) / pad.clientHeight];
  const lift = () => { if (!isDown) return; isDown = false; rest = setTimeout(keep, restAfter); change({}); };
  pad.addEventListener("pointerdown", (event) => { clearTimeout(rest); isDown = isDrawn = isFresh = true; pad.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...place(event)); });
  pad.addEventListener("pointermove", (event) => { if (!isDown) return; pen.lineTo(...place(event)); pen.stroke(); });
  for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, lift);
  if (signed()) unfold(pen);
  return pad;
}

/// Puts the signature that the session has under what is written.
function unfold(pen) {
  const kept = new Image();
  kept.onload = () => { if (!isDrawn) pen.drawImage(kept, 0, 0); isDrawn = true; };
  kept.src = `/api/applications/${store.state.application}/pictures/signature?at=${encodeURIComponent(signed().at)}`;
}

const drawing = () => ({ manner: "pad", picture: pad.toDataURL("image/png").split(",")[1] });

/// Gives the session what is on the pad, so that a reload does not take it away.
async function keep() {
  clearTimeout(rest);
  if (!isFresh || !pad) return;
  isFresh = false;
  const isKept = await give("sign", drawing());
  if (!isKept) isFresh = isDrawn;
}

/// An empty pad; the session forgets the signature as well.
async function clear() {
  clearTimeout(rest);
  pad?.getContext("2d").clearRect(0, 0, pad.width, pad.height);
  isDrawn = isFresh = false;
  await settled();
  if (store.state.signature) await give("withdrawSignature");
}

async function sign() {
  if (manner !== "pad") return Boolean(signed()) || give("sign", { manner, picture: null });
  if (!isDrawn) return change({ trouble: { code: "signature-empty" } });
  await keep();
  return Boolean(signed()) && !isFresh;
}

/// Signs, seals and hands over; asked twice it is done once.
async function forward() {
  if (isSending) return;
  isSending = true;
  change({ trouble: null });
  try {
    await settled();
    if (!(await sign())) return;
    if (store.state.findings.some((finding) => finding.blocks)) return await go("review");
    if (await give("submit")) location.hash = `#/application/${store.state.application}/done`;
  } finally {
    isSending = false;
    change({});
  }
}

const toSheet = () => { location.hash = `#/application/${store.state.application}/sheet`; };

export const keys = () => [
  ...stepKeys("signature", forward).map((binding) => (binding.key === "Enter" ? { ...binding, label: "key.submit" } : binding)),
  ...["paper", "pad", "witnessed"].map((name, index) => ({ key: String(index + 1), name: "1–3", label: "key.manner", hidden: index > 0, run: () => { manner = name; give("goTo", { step: "signature" }); } })),
  { key: "p", name: "P", label: "key.print", run: toSheet },
];

export function render() {
  const { state } = store;
  const wrong = trouble();
  const signer = state.representative ? state.representative.fullName : personValue("fullName");
  return h("div", { class: "stack" }, head(t("step.signature"), button(t("signature.sheet"), toSheet, { keyName: "P", id: "sheet" })),
    wrong ? message("bad", wrong) : null,
    // That nobody signed yet is what the screen is for.
    findingList(findingsAbout("signature", "signer").filter((finding) => finding.code !== "not-signed")),
    h("section", { class: "card stack tight", "aria-label": t("signature.consent") },
      h("p", {}, t("signature.text", { name: signer })),
      h("p", { class: "soft" }, `${personValue("fullName")} · ${day(personValue("dateOfBirth"))} · ${personValue("personalNumber")}`)),
    h("section", { class: "card stack" },
      h("div", { class: "row apart" }, h("h2", {}, t("signature.manner")), manner === "pad" ? button(t("signature.clear"), clear, { id: "clear" }) : null),
      h("div", { class: "choices across", role: "radiogroup", "aria-label": t("signature.manner") }, ["paper", "pad", "witnessed"].map((name, index) =>
        h("label", {}, h("input", { type: "radio", name: "manner", id: `manner-${name}`, value: name, checked: manner === name, onchange: () => { manner = name; give("goTo", { step: "signature" }); } }), h("kbd", {}, String(index + 1)), t(`signature.${name}`)))),
      manner === "pad" ? sheet() : null,
      signed() ? message("good", t("signature.done", { at: moment(signed().at) })) : null),
    h("div", { class: "row" }, button(isSending ? t("signature.sealing") : t("key.submit"), forward, { kind: "main", keyName: "Enter", id: "next", disabled: isSending })));
}
