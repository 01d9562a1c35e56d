// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, head, message } from "../parts/bits.js";
import { askSupervisor } from "../parts/dialogs.js";
import { h } from "../parts/dom.js";
import { field } from "../parts/field.js";
import { change, store } from "../parts/store.js";
import { said, t } from "../parts/text.js";

let page = null;
let draft = {};
let notice = null;

export async function enter() {
  page = await get("/api/settings");
  draft = {};
  notice = null;
  change({});
}

async function save() {
  const saved = await askSupervisor(t("settings.what"), (supervisor) => post("/api/settings", { step: draft, supervisor }));
  if (!saved) return;
  page = saved;
  draft = {};
  notice = ["good", t("settings.saved")];
  change({ face: await get("/api/face") });
}

export const keys = () => [
  { key: "s", name: "Ctrl+S", ctrl: true, label: "key.save", run: save, when: () => Object.keys(draft).length > 0 },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

const set = (name, value) => { draft = { ...draft, [name]: value }; change({}); };

export function render() {
  const policy = store.face?.policy;
  if (!page || !policy) return head(t("title.settings"));
  const number = (name, label) => field(name, label, { span: "quarter", inputmode: "numeric", value: String(draft[name] ?? page[name]), save: (text) => set(name, Number(text)) });
  const yes = (name) => h("label", { class: "check" }, h("input", { type: "checkbox", id: name, checked: draft[name] ?? page[name], onchange: (event) => set(name, event.target.checked) }), t(`settings.${name}`));
  return h("div", { class: "stack" }, head(t("title.settings"), button(t("key.save"), save, { kind: "main", keyName: "Ctrl+S", id: "save", disabled: !Object.keys(draft).length })),
    notice ? message(...notice) : null,
    message("info", t("settings.why")),
    h("section", { class: "card" }, h("h2", {}, t("settings.capture")), h("div", { class: "fields" },
      field("profile", t("person.profile"), { span: "quarter", value: draft.profile ?? page.profile, choices: ["442", "442+10", "single"].map((name) => [name, t(`profile.${name}`)]), save: (value) => set("profile", value) }),
      number("fingerAccept", t("settings.fingerAccept")), number("rollAccept", t("settings.rollAccept")), number("eyeAccept", t("settings.eyeAccept")), number("attempts", t("settings.attempts")))),
    h("section", { class: "card" }, ["asksForEyes", "asksForPortrait", "asksForExceptionPhoto", "asksForSecondPerson"].map(yes)),
    h("div", { class: "twocolumns" }, [["overrideReasons", "settings.overrideReasons"], ["notEnrolledReasons", "settings.notEnrolledReasons"]].map(([list, title]) =>
      h("section", { class: "card" }, h("h2", {}, t(title)), h("ul", {}, policy[list].map((item) => h("li", {}, h("span", { class: "mono small soft" }, item.code), " ", said(item))))))));
}
