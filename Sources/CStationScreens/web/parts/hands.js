// SPDX-License-Identifier: Apache-2.0
import { s } from "./dom.js";
import { t } from "./text.js";

// Both hands, palms down as the applicant sees them: the left one left. Tip x, y; length; lean.
const fingers = {
  thumb: [158, 150, 92, 38], index: [126, 52, 122, 8], middle: [92, 34, 138, 0], ring: [59, 50, 124, -7], little: [29, 92, 98, -15],
};
const number = { thumb: 1, index: 2, middle: 3, ring: 4, little: 5 };
const width = 29;

function finger(side, name, mood) {
  const [x, y, length, lean] = fingers[name];
  const key = side === "left" ? number[name] + 5 : number[name];
  const status = mood[`${side}-${name}`] ?? "";
  const label = s("text", { x, y: y + 25, class: status === "wanted" ? "on" : "" }, String(key % 10));
  // The right hand is the mirror image; its numbers are turned back.
  const upright = s("g", { transform: `rotate(${-lean} ${x} ${y + 18})${side === "right" ? ` translate(${2 * x} 0) scale(-1 1)` : ""}` }, label);
  return s("g", { transform: `rotate(${lean} ${x} ${y + length})` },
    s("rect", { class: `finger ${status}`, x: x - width / 2, y, width, height: length, rx: width / 2 }), upright);
}

function hand(side, mood) {
  const names = Object.keys(fingers);
  return s("g", { transform: side === "right" ? "translate(496 0) scale(-1 1)" : "translate(34 0)" },
    names.map((name) => finger(side, name, mood)),
    s("path", { class: "palm", d: "M16 182 C20 164 40 160 62 160 L112 160 C132 160 140 172 146 192 L164 226 C170 244 150 250 140 262 C130 280 116 290 76 290 C36 290 20 272 17 240 Z" }));
}

/// Both hands with the mood of each finger: wanted, done, low, missing. `label` says it in words.
export function hands(mood, label) {
  return s("svg", { class: "hands", viewBox: "0 0 530 316", role: "img", "aria-label": label },
    hand("left", mood), hand("right", mood),
    s("text", { class: "side-name", x: 112, y: 310 }, t("hand.left")), s("text", { class: "side-name", x: 418, y: 310 }, t("hand.right")));
}

/// The fingers of a position.
export function fingersOf(position) {
  const four = (side) => ["index", "middle", "ring", "little"].map((name) => `${side}-${name}`);
  if (position === "plain-right-four") return four("right");
  if (position === "plain-left-four") return four("left");
  if (position === "plain-thumbs") return ["right-thumb", "left-thumb"];
  return [position];
}

/// The ten fingers in the order of the card; their keys are 1 to 9 and 0.
export const tenFingers = ["right", "left"].flatMap((side) => Object.keys(number).map((name) => `${side}-${name}`));
