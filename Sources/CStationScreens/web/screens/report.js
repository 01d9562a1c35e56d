// SPDX-License-Identifier: Apache-2.0
import { get } from "../parts/api.js";
import { button, head } from "../parts/bits.js";
import { h, s } from "../parts/dom.js";
import { change, store } from "../parts/store.js";
import { day, said, t } from "../parts/text.js";

let page = null;
const ageGroups = ["0-5", "6-13", "14+"];

export async function enter() { page = await get("/api/report"); change({}); }

/// The figures as a table that every spreadsheet reads.
function save() {
  const rows = [["day", page.day], ["done", page.done], ["quota", page.quota ?? ""], ["not-enrolled", page.notEnrolled.reduce((sum, item) => sum + item.count, 0)],
    ...Object.entries(page.byAgeGroup).map(([name, count]) => [`age ${name}`, count]), ["exceptions", page.exceptions], ["overrides", page.overrides], ["mean-seconds", page.meanSeconds ?? ""], ["unsent", page.unsent], ["audit-head", page.auditHead]];
  const file = new Blob([rows.map((row) => row.join(",")).join("\n") + "\n"], { type: "text/csv" });
  const link = h("a", { href: URL.createObjectURL(file), download: `report-${page.day}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}

export const keys = () => [
  { key: "p", name: "P", label: "key.print", run: () => print() },
  { key: "s", name: "S", label: "key.csv", run: save },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

const figure = (value, label, more) => h("div", { class: "figure" }, h("b", {}, value), h("span", {}, label), more ? h("div", { class: "soft small" }, more) : null);

function bars(entries) {
  const most = Math.max(...entries.map(([, count]) => count), 1);
  return h("div", { class: "chart" }, entries.map(([label, count]) => h("div", { class: "bar-row" }, h("span", { class: "small" }, label),
    h("div", { class: "track" }, h("div", { class: "fill", vars: { "--value": (100 * count) / most } })), h("strong", { class: "number" }, count))));
}

function hours(counts) {
  const shown = counts.map((count, hour) => [hour, count]).filter(([hour]) => hour >= 6 && hour <= 22);
  const most = Math.max(...counts, 4);
  return s("svg", { class: "hours", viewBox: "0 0 680 200", role: "img", "aria-label": t("report.byHour") },
    s("line", { x1: 0, y1: 170, x2: 680, y2: 170 }),
    shown.map(([hour, count], index) => [
      s("rect", { x: index * 40 + 6, y: 170 - (150 * count) / most, width: 28, height: (150 * count) / most, rx: 3 }),
      count ? s("text", { x: index * 40 + 20, y: 164 - (150 * count) / most }, String(count)) : null,
      s("text", { x: index * 40 + 20, y: 188 }, `${hour}h`)]));
}

const minutes = (seconds) => (seconds ? `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}` : "–");

export function render() {
  if (!page) return head(t("title.report"));
  const closed = page.notEnrolled.reduce((sum, item) => sum + item.count, 0);
  const reasons = page.notEnrolled.map((item) => [said(store.face.policy.notEnrolledReasons.find((one) => one.code === item.reason)) || item.reason, item.count]);
  return h("div", { class: "stack" },
    head(`${t("title.report")} ${day(page.day)}`, button(t("key.print"), () => print(), { keyName: "P", id: "print" }), button(t("key.csv"), save, { keyName: "S", id: "csv" })),
    h("div", { class: "figures" }, figure(page.done, t("report.done"), page.quota ? t("report.quota", { quota: page.quota }) : ""), figure(closed, t("report.notEnrolled")), figure(minutes(page.meanSeconds), t("report.mean")),
      figure(page.exceptions, t("report.exceptions")), figure(page.overrides, t("report.overrides")), figure(page.unsent, t("report.unsent"))),
    h("div", { class: "twocolumns" },
      h("section", { class: "card" }, h("h2", {}, t("report.byAge")), bars(ageGroups.map((name) => [t(`age.${name}`), page.byAgeGroup[name] ?? 0]))),
      h("section", { class: "card" }, h("h2", {}, t("report.reasons")), reasons.length ? bars(reasons) : h("p", { class: "soft" }, t("report.noReasons"))),
      h("section", { class: "card" }, h("h2", {}, t("report.byHour")), hours(page.byHour)),
      h("section", { class: "card stack tight" }, h("h2", {}, t("report.audit")), h("p", { class: "small" }, t("report.auditWhy")), h("p", { class: "mono small", vars: { "overflow-wrap": "anywhere" } }, page.auditHead || "–"))));
}
