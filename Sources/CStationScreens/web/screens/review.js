// SPDX-License-Identifier: Apache-2.0
import { button, head, message, tag } from "../parts/bits.js";
import { askReason, askSupervisor } from "../parts/dialogs.js";
import { h } from "../parts/dom.js";
import { give, giveOrThrow, go, next, stepKeys, trouble } from "../parts/flow.js";
import { isAllowed, personValue, store } from "../parts/store.js";
import { day, said, t } from "../parts/text.js";
import { partName } from "./exceptions.js";

export async function enter() {
  if (isAllowed("review")) await give("review");
}

const blocking = () => store.state.findings.filter((finding) => finding.blocks && finding.part !== "signature" && finding.part !== "signer");
const targets = () => store.state.steps.filter((item) => item.status !== "not-needed" && !["review", "done"].includes(item.step)).map((item) => item.step);

/// What a finding is about, where its words do not say it: a finger, an eye, the portrait.
function about(finding) {
  const { captures, eyes } = store.state;
  const isCapture = [...captures.map((item) => item.position), ...eyes.map((item) => item.eye), "portrait"].includes(finding.part);
  return isCapture ? h("strong", {}, `${finding.part === "portrait" ? t("step.portrait") : partName(finding.part)}: `) : null;
}

/// Onward where nothing stands in the way, else to the first thing that does.
function forward() {
  const [first] = blocking();
  if (first) { document.getElementById("blocking")?.focus(); return; }
  next("review");
}

/// A supervisor's second look: back to the captures that are named.
async function sendBack() {
  const parts = [...store.state.captures.map((item) => item.position), ...store.state.eyes.map((item) => item.eye)];
  const codes = parts.map((part) => ({ code: part, vietnamese: partName(part), english: partName(part) }));
  let picked = null;
  const chosen = await askReason(t("send-back.title"), codes, { yes: t("key.next"), run: async (part, note) => { picked = { parts: [part], reason: note || t("send-back.reason") }; return true; } });
  if (chosen) await askSupervisor(t("send-back.what"), async (second) => { await giveOrThrow("sendBack", { ...picked, supervisor: second.name }, second); return true; });
}

export const keys = () => [
  ...stepKeys("review", forward),
  ...targets().slice(0, 9).map((step, index) => ({ key: String(index + 1), name: `1–${Math.min(targets().length, 9)}`, label: "key.jump", hidden: index > 0, run: () => go(step) })),
  { key: "b", name: "B", label: "key.send-back", run: sendBack, when: () => isAllowed("sendBack") },
];

const jump = (step) => {
  const place = targets().indexOf(step);
  return button(t("review.change"), () => go(step), { kind: "bare noprint", keyName: String(place + 1), id: `change-${step}` });
};

const section = (step, size, title, content) => h("section", { class: `card ${size}` }, h("div", { class: "row apart tight" }, h("h2", {}, title), targets().includes(step) ? jump(step) : null), content);

function facts(entries) {
  return h("dl", { class: "facts" }, entries.filter(([, value]) => value).map(([label, value, source]) => [h("dt", {}, label), h("dd", {}, value, source ? h("small", { class: "soft" }, ` · ${t(`source.${source}`)}`) : null)]));
}

const dayFields = new Set(["dateOfBirth", "cardIssueDate", "cardExpiryDate"]);

export function personFacts() {
  return facts(store.state.person.filter((item) => !["lastName", "middleName", "firstName"].includes(item.field)).map((item) => [
    t(`field.${item.field}`), dayFields.has(item.field) ? day(item.chosen.value) : item.field === "gender" ? t(`gender.${item.chosen.value}`) : item.chosen.value, item.chosen.source]));
}

const picture = (name, item, text, score) => h("figure", {},
  item.best ? h("img", { src: `/api/applications/${store.state.application}/pictures/${name}?n=${item.best}`, alt: text, loading: "lazy" }) : h("div", { class: "soft small", vars: { height: "6rem", padding: "0.5rem" } }, t(`capture.${item.status}`)),
  h("figcaption", {}, h("strong", {}, text), h("br", {}), score === null || score === undefined ? t(`capture.${item.status}`) : t("quality.value", { value: score })));

const least = (item) => { const all = item.fingers.map((one) => one.score).filter((score) => score !== null && score !== undefined); return all.length ? Math.min(...all) : null; };

function word(group) {
  const isGood = group.checks.every((check) => check.isGood);
  return h("div", { class: `word ${isGood ? "good" : "bad"}` },
    h("strong", {}, t(`word.${group.word}`), h("span", {}, isGood ? "✓" : "✕", h("span", { class: "hidden" }, isGood ? t("yes") : t("no")))),
    h("ul", { class: "small" }, group.checks.map((check) => h("li", { class: check.isGood ? "soft" : "" }, `${check.isGood ? "✓" : "✕"} ${said(check)}`))));
}

export function render() {
  const { state } = store;
  const open = blocking();
  const wrong = trouble();
  return h("div", { class: "stack" },
    head(t("step.review"), tag(open.length ? "warn" : "good", open.length ? t("review.open", { n: open.length }) : t("review.ready"))),
    wrong ? message("bad", wrong) : null,
    open.length ? h("div", { id: "blocking", tabindex: "-1", class: "stack tight" }, open.map((finding) => message("warn", [about(finding), said(finding)]))) : null,
    state.checks.length ? h("div", { class: "words" }, state.checks.map(word)) : null,
    h("div", { class: "review" },
      section("person", "two-thirds", personValue("fullName") || t("step.person"), personFacts()),
      h("section", { class: "card third stack" },
        h("div", { class: "row apart tight" }, h("h2", {}, t("step.portrait")), targets().includes("portrait") ? jump("portrait") : null),
        h("div", { class: "thumbs" }, state.portrait ? picture("portrait", state.portrait, t("step.portrait")) : null,
          state.card?.hasFace ? h("figure", {}, h("img", { src: `/api/applications/${state.application}/pictures/chip-face`, alt: t("review.chipFace") }), h("figcaption", {}, t("review.chipFace"))) : null),
        facts([[t("person.request"), state.request ? t(`procedure.${state.request.procedure}`) : ""], [t("account.title"), state.account ? t(`account.${state.account.level}`) : ""],
          [t("step.representative"), state.representative?.fullName ?? ""]])),
      state.captures.length ? section("fingers", "wide", t("step.fingers"), h("div", { class: "thumbs" }, state.captures.map((item) => picture(item.position, item, `${t(`position.${item.position}`)}${item.manner === "roll" ? ` (${t("manner.roll")})` : ""}`, least(item))))) : null,
      state.eyes.length ? section("eyes", "", t("step.eyes"), h("div", { class: "thumbs" }, state.eyes.map((item) => picture(item.eye, item, t(`eye.${item.eye}`), item.score)))) : null,
      section("exceptions", "", t("step.exceptions"), state.exceptions.length ? h("ul", {}, state.exceptions.map((item) => h("li", {}, `${partName(item.part)}: ${t(`exceptions.${item.reason}`)} `, tag(item.isComplete ? "good" : "warn", item.isComplete ? t("exceptions.complete") : t("exceptions.open"))))) : h("p", { class: "soft" }, t("exceptions.none")))),
    h("div", { class: "row apart noprint" },
      button(t("key.next"), forward, { kind: "main", keyName: "Enter", id: "next" }),
      isAllowed("sendBack") ? button(t("key.send-back"), sendBack, { keyName: "B", id: "send-back" }) : null));
}
