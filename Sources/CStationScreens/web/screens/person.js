// SPDX-License-Identifier: Apache-2.0
import { button, findingList, head, message, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { field, goToWrong, nextField } from "../parts/field.js";
import { give, next, notEnrolled, settled, stepKeys, trouble } from "../parts/flow.js";
import { liveText, start } from "../parts/live.js";
import { findingsAbout, isAllowed, personValue, stepState, store } from "../parts/store.js";
import { day, isoDay, said, t } from "../parts/text.js";

// The fields that are shown, with how wide each is; names as the session has them.
const layout = [
  ["fullName", "half"], ["otherName", "half"],
  ["dateOfBirth", "quarter"], ["gender", "quarter"], ["personalNumber", "quarter"], ["nationality", "quarter"],
  ["ethnicity", "quarter"], ["religion", "quarter"], ["placeOfBirth", "half"],
  ["placeOfOrigin", "half"], ["permanentResidence", "half"],
  ["presentResidence", "half"], ["occupation", "quarter"], ["formerIdentityNumber", "quarter"],
];
const days = new Set(["dateOfBirth", "cardIssueDate", "cardExpiryDate"]);
let cardTrouble = "";

export async function enter() {
  cardTrouble = "";
  if (!store.state.card && isAllowed("readCard") && !store.state.outcome) await readCard(true);
}

async function readCard(isQuiet) {
  try { await start("card"); } catch (error) { cardTrouble = isQuiet ? "" : errorText(error); }
}

export const leave = () => {};

/// A QR code that a hand scanner types.
export const scanned = (text) => give("readQR", { text });

const conflicts = () => store.state.person.filter((item) => item.isConflict);

async function forward(event) {
  const active = document.activeElement;
  const isField = event && active?.matches?.("main input, main select");
  active?.dispatchEvent?.(new Event("change"));
  await settled();
  if (stepState("fingers")?.status === "forbidden") return notEnrolled("under-six");
  if (stepState("person").status === "complete") return next("person");
  if (!goToWrong() && isField) nextField(document.getElementById(active.id));
}

export const keys = () => [
  ...stepKeys("person", forward),
  { key: "F3", label: "key.card", run: () => readCard(false), when: () => isAllowed("readCard") },
  ...[1, 2, 3, 4].map((number) => ({
    key: String(number), hidden: true, when: () => conflicts().length > 0,
    run: () => { const [first] = conflicts(); const source = first?.sources[number - 1]; if (source) give("takeSource", { field: first.field, source: source.source }); },
  })),
];

function conflict(item, isFirst) {
  return h("div", { class: "conflict", role: "group", "aria-label": t(`field.${item.field}`) },
    h("div", { class: "row apart tight" }, h("strong", {}, t(`field.${item.field}`)), h("span", { class: "small" }, isFirst ? t("person.conflictKeys") : "")),
    h("div", { class: "row tight" }, item.sources.map((source, index) =>
      h("button", { type: "button", id: `take-${item.field}-${source.source}`, onclick: () => give("takeSource", { field: item.field, source: source.source }) },
        isFirst ? h("kbd", {}, String(index + 1)) : h("span", {}),
        h("span", {}, h("small", { class: "soft" }, t(`source.${source.source}`)), h("br", {}), days.has(item.field) ? day(source.value) : source.value)))));
}

function input([name, span]) {
  const known = store.state.person.find((item) => item.field === name);
  const value = known?.chosen.value ?? "";
  const wrong = findingsAbout(name).filter((finding) => finding.code !== "sources-differ").map(said)[0];
  const choices = name === "gender" ? [["", "–"], ["M", t("gender.M")], ["F", t("gender.F")], ["X", t("gender.X")]] : null;
  return field(name, t(`field.${name}`), {
    value: days.has(name) ? day(value) : value, source: known?.chosen.source, wrong, span, choices,
    inputmode: ["personalNumber", "formerIdentityNumber", "dateOfBirth"].includes(name) ? "numeric" : null,
    hint: days.has(name) ? t("person.dayHint") : null,
    save: (text) => give("typePerson", { values: { [name]: days.has(name) ? isoDay(text) : text } }),
  });
}

function request() {
  const { policy } = store.face;
  const chosen = store.state.request;
  const lists = { FIRST_ISSUANCE: policy.grounds.firstIssuance, EXCHANGE: policy.grounds.exchange, REISSUANCE: policy.grounds.reissuance };
  const grounds = chosen ? lists[chosen.procedure] ?? [] : [];
  const apply = (procedure, ground) => give("applyFor", { procedure, ground: ground ?? lists[procedure]?.[0]?.code ?? null });
  return h("section", { class: "card" }, h("h2", {}, t("person.request")), h("div", { class: "fields" },
    field("procedure", t("person.procedure"), { span: "quarter", first: !chosen, value: chosen?.procedure ?? "", wrong: findingsAbout("request", "procedure").map(said)[0],
      choices: [["", "–"], ...Object.keys(lists).map((name) => [name, t(`procedure.${name}`)])], save: (value) => value && apply(value) }),
    grounds.length ? field("ground", t("person.ground"), { span: "half", value: chosen.ground ?? "", choices: grounds.map((item) => [item.code, said(item)]), save: (value) => apply(chosen.procedure, value) }) : null,
    field("profile", t("person.profile"), { span: "quarter", value: store.state.profile, choices: ["442", "442+10", "single"].map((name) => [name, t(`profile.${name}`)]), save: (profile) => give("chooseProfile", { profile }) })));
}

function account() {
  const known = store.state.account;
  const set = (values) => give("account", { level: known?.level ?? 0, phone: known?.phone ?? null, email: known?.email ?? null, ...values });
  return h("section", { class: "card" }, h("h2", {}, t("account.title")), h("div", { class: "fields" },
    field("account-level", t("account.level"), { span: "third", value: String(known?.level ?? 0), choices: ["0", "1", "2"].map((level) => [level, t(`account.${level}`)]), save: (level) => set({ level: Number(level) }), wrong: findingsAbout("account").map(said)[0] }),
    field("account-phone", t("account.phone"), { span: "third", value: known?.phone ?? "", inputmode: "tel", save: (phone) => set({ phone: phone || null }) }),
    field("account-email", t("account.email"), { span: "third", value: known?.email ?? "", inputmode: "email", save: (email) => set({ email: email || null }) })));
}

function card() {
  const known = store.state.card;
  const live = store.live?.target === "card" ? store.live : null;
  const text = known ? t(`card.${known.verdict}`) : cardTrouble || (live ? liveText(live) : t("card.none"));
  return h("div", { class: "row tight", id: "card-state" }, tag(known ? (known.verdict === "good" ? "good" : "warn") : "", text),
    isAllowed("readCard") ? button(t("card.read"), () => readCard(false), { keyName: "F3", id: "read-card" }) : null);
}

/// Nobody under six gives biometric data: what to say, and the one thing to do.
function refusal() {
  return h("div", { class: "card refusal stack" }, h("div", { class: "big", "aria-hidden": "true" }, "✕"),
    h("h2", {}, t("refusal.title")), h("p", {}, t("refusal.why")), h("p", {}, t("refusal.what")),
    h("div", { class: "row" }, button(t("refusal.close"), () => notEnrolled("under-six"), { kind: "main", keyName: "Enter", id: "refuse" })));
}

export function render() {
  const isForbidden = stepState("fingers")?.status === "forbidden";
  const wrong = trouble();
  const open = conflicts();
  return h("div", { class: "stack" },
    head(t("step.person"), card(), store.state.ageGroup ? tag(isForbidden ? "bad" : "accent", t(`age.${store.state.ageGroup}`)) : null),
    wrong ? message("bad", wrong) : null,
    store.state.sentBack ? message("warn", t("sent-back", { reason: store.state.sentBack.reason })) : null,
    isForbidden ? refusal() : null,
    open.map((item, index) => conflict(item, index === 0)),
    findingList(findingsAbout("person")),
    isForbidden ? null : request(),
    h("section", { class: "card" }, h("h2", {}, t("person.civil")), h("div", { class: "fields" }, layout.map(input))),
    isForbidden ? null : account(),
    isForbidden ? null : h("div", { class: "row" }, button(t("key.next"), () => forward(), { kind: "main", keyName: "Enter", id: "next" })));
}

/// The name as it is called out.
export const name = () => personValue("fullName");
