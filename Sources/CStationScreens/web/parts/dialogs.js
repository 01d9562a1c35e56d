// SPDX-License-Identifier: Apache-2.0
import { button } from "./bits.js";
import { h } from "./dom.js";
import { field } from "./field.js";
import { said, t } from "./text.js";
import { store } from "./store.js";
import { errorText } from "./errors.js";

/// Shows a dialog until it is answered or left with Esc; gives what `read` makes of it, or null.
export function dialog(title, content, { yes, kind = "main", run }) {
  return new Promise((done) => {
    const before = document.activeElement?.id;
    const wrong = h("p", { class: "wrong", role: "alert", id: "dialog-wrong" });
    const box = h("dialog", { "aria-labelledby": "dialog-title" });
    const close = (value) => {
      box.close();
      box.remove();
      document.getElementById(before)?.focus();
      done(value);
    };
    let isBusy = false;
    const form = h("form", {
      method: "dialog",
      onsubmit: async (event) => {
        event.preventDefault();
        if (isBusy) return;
        isBusy = true;
        try {
          close(await run(new FormData(form)));
        } catch (error) {
          isBusy = false;
          wrong.textContent = errorText(error);
          (document.getElementById(`dialog-${error.field}`) ?? form.querySelector("input, select, textarea"))?.focus();
        }
      },
    }, h("h2", { id: "dialog-title" }, title), content, wrong,
      h("div", { class: "row" }, button(yes, null, { kind, type: "submit", keyName: "Enter" }), button(t("cancel"), () => close(null), { keyName: "Esc" })));
    box.append(form);
    box.addEventListener("cancel", (event) => { event.preventDefault(); close(null); });
    document.body.append(box);
    box.showModal();
    form.querySelector("input, select, textarea")?.focus();
  });
}

/// Asks for the second person's name and PIN and does the step with it.
export function askSupervisor(what, run) {
  const others = (store.face?.operators ?? []).filter((item) => item.role === "supervisor");
  const choices = others.map((item) => [item.name, item.name]);
  return dialog(t("supervisor.title"), [
    h("p", {}, what), h("p", { class: "soft" }, t("supervisor.why")),
    field("dialog-supervisor", t("supervisor.name"), { choices, value: choices[0]?.[0], span: "wide" }),
    field("dialog-pin", t("pin"), { type: "password", inputmode: "numeric", span: "wide", max: 32 }),
  ], {
    yes: t("supervisor.confirm"),
    run: (form) => run({ name: form.get("dialog-supervisor"), pin: form.get("dialog-pin") }),
  });
}

/// Asks for one of a list of reason codes and, unless told otherwise, a note.
export function askReason(title, reasons, { yes, kind = "main", run, chosen, more, hasNote = true }) {
  return dialog(title, [
    more ?? null,
    h("div", { class: "choices", role: "radiogroup", "aria-label": title }, reasons.map((item, index) =>
      h("label", {}, h("input", { type: "radio", name: "reason", value: item.code, id: index ? `dialog-reason-${item.code}` : "dialog-reason", checked: chosen ? item.code === chosen : index === 0 }), said(item)))),
    hasNote ? field("dialog-note", t("note"), { span: "wide" }) : null,
  ], { yes, kind, run: (form) => run(form.get("reason"), (form.get("dialog-note") ?? "").normalize("NFC").trim()) });
}
