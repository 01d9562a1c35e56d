// SPDX-License-Identifier: Apache-2.0
import { h } from "./dom.js";
import { t } from "./text.js";

/// A field with its label, where its value came from, and what is wrong with it.
///
/// `save` hears the value in NFC when the cursor leaves or typing rests, never while a letter is being
/// composed.
export function field(id, label, { value = "", source, wrong, span = "", type = "text", inputmode, save, choices, list, hint, max = 200, required, first, autocomplete = "off" }) {
  const common = {
    id, name: id, "aria-invalid": wrong ? "true" : null, "aria-describedby": wrong ? `${id}-wrong` : null,
    "aria-required": required ? "true" : null, "data-first": first, autocomplete, spellcheck: "false",
  };
  const input = choices
    ? h("select", common, choices.map(([key, text]) => h("option", { value: key, selected: key === value }, text)))
    : h("input", { ...common, type, inputmode, maxlength: max, value, placeholder: hint, list });
  if (save) watch(input, save);
  return h("div", { class: `field ${span}` },
    h("label", { for: id }, h("span", {}, label, required ? " *" : ""), source ? h("span", { class: `source ${source}` }, t(`source.${source}`)) : null),
    input, wrong ? h("span", { class: "wrong", id: `${id}-wrong` }, wrong) : null);
}

/// How long typing rests before a value is kept, milliseconds: what a crash could take is less than that.
const rest = 700;

/// Calls `save` with the value of a field whenever it has changed and is not being composed.
export function watch(input, save) {
  let timer = 0;
  let kept = input.value;
  const keep = () => {
    clearTimeout(timer);
    const value = input.value.normalize("NFC").trim();
    if (value === kept) return;
    kept = value;
    delete input.dataset.dirty;
    save(value);
  };
  input.addEventListener("input", (event) => {
    input.dataset.dirty = "1";
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(keep, rest);
  });
  input.addEventListener("change", keep);
  input.addEventListener("compositionend", () => { timer = setTimeout(keep, rest); });
}

/// Puts the cursor into the first field with something wrong; true where there was one.
export function goToWrong() {
  const wrong = document.querySelector("main [aria-invalid=true], main .conflict button");
  wrong?.focus();
  return Boolean(wrong);
}

/// Enter in a field leads to the next one; true when it was the last one.
export function nextField(from) {
  const all = [...document.querySelectorAll("main input:not([type=hidden]), main select, main textarea")];
  const place = all.indexOf(from);
  if (place < 0 || place === all.length - 1) return true;
  all[place + 1].focus();
  all[place + 1].select?.();
  return false;
}
