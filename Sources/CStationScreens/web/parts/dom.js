// SPDX-License-Identifier: Apache-2.0
// Elements without HTML text: nothing that somebody typed can become markup.

const svgSpace = "http://www.w3.org/2000/svg";

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "vars") for (const [key, v] of Object.entries(value)) element.style.setProperty(key, v);
    else if (name === "value") element.value = value;
    else if (name === "checked") element.checked = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/// An HTML element: h("p", { class: "soft" }, "text", element, [elements]).
export function h(name, properties, ...children) {
  return fill(document.createElement(name), properties, children);
}

/// An SVG element.
export function s(name, properties, ...children) {
  return fill(document.createElementNS(svgSpace, name), properties, children);
}

/// Replaces the children of an element and keeps the cursor where it was, with what is being typed.
export function renew(host, ...children) {
  const active = document.activeElement;
  const id = host.contains(active) ? active.id : "";
  const typed = id && "value" in active && active.dataset.dirty ? active.value : undefined;
  const selection = id && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
  host.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (!id) return;
  const again = document.getElementById(id);
  if (!again) return;
  if (typed !== undefined) {
    again.value = typed;
    again.dataset.dirty = "1";
  }
  again.focus({ preventScroll: true });
  if (selection && again.setSelectionRange) try { again.setSelectionRange(...selection); } catch { /* not a text field */ }
}
