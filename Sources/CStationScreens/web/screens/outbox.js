// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, findingList, head, message, scroll, tag } from "../parts/bits.js";
import { askReason } from "../parts/dialogs.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { change } from "../parts/store.js";
import { moment, said, size, t } from "../parts/text.js";

let page = null;
let notice = null;
// Bytes that the centre has of the record that is on its way.
let progress = null;
// Which records are shown: months of them may lie there.
let part = { show: "all", from: 0 };

const groups = ["all", "unsent", "stopped", "delivered"];
/// Records of a full page.
const rows = 50;

export async function enter() {
  notice = null;
  part = { show: "all", from: 0 };
  await renewed();
}

/// The list changed somewhere.
export async function renewed() {
  const asked = part;
  const answer = await get(`/api/outbox?show=${asked.show}&from=${asked.from}`);
  if (asked !== part) return;
  page = answer;
  // The last records of this page have gone elsewhere.
  if (!page.items.length && part.from) return turn({ from: 0 });
  change({});
}

/// Shows other records.
function turn(change) {
  part = { ...part, ...change };
  return renewed();
}

const count = (group) => page?.counts[group] ?? 0;
const hasOlder = () => part.from + rows < count(part.show);
const hasNewer = () => part.from > 0;
const older = () => hasOlder() && turn({ from: part.from + rows });
const newer = () => hasNewer() && turn({ from: Math.max(part.from - rows, 0) });
const nextGroup = () => turn({ show: groups[(groups.indexOf(part.show) + 1) % groups.length], from: 0 });

/// A record moves towards the centre, or has come to a stop.
export function moved(news) {
  // One that is on another page is asked for once, not at each of its parts.
  const isNew = progress?.record !== news.record;
  progress = news.state ? null : news;
  const known = page?.items.find((item) => item.record === news.record);
  if (news.state || isNew || (known && known.state !== "sending")) renewed();
  else change({});
}

/// Does something with the stick that is plugged in; of several, with the one that is chosen.
async function withStick(name) {
  const sticks = page?.sticks ?? [];
  if (sticks.length < 2) return act({ act: name });
  const codes = sticks.map((stick) => ({ code: stick, vietnamese: stick, english: stick }));
  await askReason(t("outbox.whichStick"), codes, { yes: t(`key.${name}`), hasNote: false, run: async (stick) => { await act({ act: name, stick }); return true; } });
}

async function act(step) {
  try {
    page = await post("/api/outbox", { step: { ...step, part } });
    notice = page.told ? [page.told.blocks ? "warn" : "good", said(page.told)] : null;
  } catch (error) { notice = ["bad", errorText(error)]; }
  change({});
}

const kinds = { queued: "", sending: "accent", waiting: "warn", refused: "bad", delivered: "good", exported: "accent" };

export const keys = () => [
  { key: "Enter", label: "key.retry-all", run: () => act({ act: "retry" }) },
  { key: "e", name: "E", label: "key.export", run: () => withStick("export") },
  { key: "i", name: "I", label: "key.import", run: () => withStick("import") },
  { key: "f", name: "F", label: "key.group", run: nextGroup },
  { key: "n", name: "N", label: "key.older", run: older, when: hasOlder },
  { key: "p", name: "P", label: "key.newer", run: newer, when: hasNewer },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

// Only these wait for somebody; what is on its way or on a stick goes by itself.
const canRetry = new Set(["waiting", "refused"]);

function sent({ sent: done, size: all }) {
  const text = t("outbox.sent", { percent: Math.round((100 * done) / Math.max(all, 1)) });
  return h("div", { class: "sent small number" }, h("progress", { value: done, max: all, "aria-label": text }), text);
}

/// Where in the group the shown records stand, and the way to the others; nothing where all are shown.
function pager(items) {
  if (!hasOlder() && !hasNewer()) return null;
  return h("nav", { class: "row apart", "aria-label": t("outbox.pages") },
    h("span", { class: "number", id: "range" }, t("outbox.range", { first: part.from + 1, last: part.from + items.length, all: count(part.show) })),
    h("div", { class: "row tight" },
      button(t("key.newer"), newer, { keyName: "P", id: "newer", disabled: !hasNewer() }),
      button(t("key.older"), older, { keyName: "N", id: "older", disabled: !hasOlder() })));
}

export function render() {
  const items = page?.items ?? [];
  const waiting = count("unsent");
  return h("div", { class: "stack" },
    head(t("title.outbox"), tag(waiting ? "warn" : "good", t("outbox.count", { n: waiting })),
      button(t("key.retry-all"), () => act({ act: "retry" }), { keyName: "Enter", id: "retry-all" }), button(t("key.export"), () => withStick("export"), { keyName: "E", id: "export" }), button(t("key.import"), () => withStick("import"), { keyName: "I", id: "import" })),
    notice ? message(...notice) : null,
    findingList(page?.limits ?? []),
    h("div", { class: "counts", role: "group", "aria-label": t("outbox.filter") }, groups.map((name) =>
      button(`${t(`outbox.filter.${name}`)} ${count(name)}`, () => turn({ show: name, from: 0 }), { pressed: part.show === name, id: `filter-${name}` }))),
    page && !items.length ? message("good", t(count("all") ? "outbox.none" : "outbox.empty")) : null,
    pager(items),
    items.length ? scroll(t("title.outbox"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.outbox")),
      h("thead", {}, h("tr", {}, ["application", "sealed", "size", "state", "reason", "next", "action"].map((name) => h("th", { scope: "col" }, t(`outbox.column.${name}`))))),
      h("tbody", {}, items.map((item) => h("tr", {},
        h("td", { class: "mono small" }, item.application), h("td", { class: "number" }, moment(item.sealedAt)), h("td", { class: "number" }, size(item.size)),
        h("td", {}, tag(kinds[item.state] ?? "", t(`outbox.${item.state}`)), item.record === progress?.record ? sent(progress) : null), h("td", {}, item.reason ? said(item.reason) : "–"), h("td", { class: "number" }, item.nextTry ? moment(item.nextTry) : "–"),
        h("td", {}, !canRetry.has(item.state) ? "" : button(t("outbox.retry"), () => act({ act: "retry", record: item.record }), { id: `retry-${item.record}`, label: t("outbox.retryOne", { id: item.application }) }))))))) : null);
}
