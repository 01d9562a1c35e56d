// SPDX-License-Identifier: Apache-2.0
// The station's interface as its OpenAPI document tells it.
import { head, scroll } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { change } from "../parts/store.js";
import { t } from "../parts/text.js";

let page = null;

export async function enter() {
  page = await (await fetch("/openapi.json")).json();
  change({});
}

export const keys = () => [{ key: "Escape", name: "Esc", label: "key.back", run: () => history.back() }];

export function render() {
  const rows = Object.entries(page?.paths ?? {}).flatMap(([path, methods]) => Object.entries(methods).map(([method, about]) => [method.toUpperCase(), path, about.summary]));
  return h("div", { class: "stack" }, head(t("title.interface"), h("a", { href: "/openapi.json" }, "openapi.json")),
    h("p", { class: "soft", lang: "en" }, page?.info.description ?? ""),
    scroll(t("title.interface"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.interface")),
      h("tbody", {}, rows.map(([method, path, summary]) => h("tr", {}, h("td", { class: "mono small" }, method), h("th", { scope: "row", class: "mono" }, path), h("td", { lang: "en" }, summary)))))));
}
