// SPDX-License-Identifier: Apache-2.0
import { button, head, tag } from "../parts/bits.js";
import { CaptureRun, isFinished, shots } from "../parts/capture.js";
import { h } from "../parts/dom.js";
import { go, next, stepKeys } from "../parts/flow.js";
import { fingersOf, hands } from "../parts/hands.js";
import { store } from "../parts/store.js";
import { t } from "../parts/text.js";

/// What a finger must reach.
export function limitOf(finger, manner) {
  const { policy } = store.face;
  return (manner === "roll" ? policy.roll : policy.fingers[finger] ?? policy.finger).accept;
}

const weakest = (item) => {
  const scores = item.fingers.map((finger) => finger.score).filter((score) => score !== null && score !== undefined);
  return scores.length ? Math.min(...scores) : null;
};

/// The mood of each finger, from what was captured and what is wanted now.
export function moods(items, current) {
  const mood = {};
  for (const item of items) {
    for (const finger of fingersOf(item.position)) {
      if (isFinished(item)) mood[finger] = item.status === "excepted" ? "missing" : "done";
      else if (item.best) mood[finger] = "low";
    }
    for (const finger of item.fingers ?? []) if (item.best && finger.score < finger.limit) mood[finger.finger] = "low";
  }
  for (const exception of store.state.exceptions) mood[exception.part] = "missing";
  if (current && !isFinished(current)) for (const finger of fingersOf(current.position)) if (mood[finger] !== "missing") mood[finger] = "wanted";
  return mood;
}

/// A screen over the captures of some manners.
export function fingerScreen(step, manners) {
  const run = new CaptureRun(() => store.state.captures.filter((item) => manners.includes(item.manner)), (item) => item.position);
  const forward = () => next(step);
  return {
    run,
    enter: () => run.enter(),
    leave: () => run.leave(),
    changed: (names) => run.changed(names),
    keys: () => [...stepKeys(step, forward), ...run.keys()],
    render: () => {
      const item = run.item;
      if (!item) return h("div", {}, head(t(`step.${step}`)));
      const finished = run.items().filter(isFinished).length;
      const limit = Math.min(...fingersOf(item.position).map((finger) => limitOf(finger, item.manner)));
      return h("div", { class: "stack" },
        head(t(`position.${item.position}`), tag(finished === run.items().length ? "good" : "accent", t("capture.count", { n: finished, all: run.items().length })), tag("", t(`manner.${item.manner}`))),
        run.stage({ tall: item.manner !== "slap" }, run.side(weakest(item), limit,
          hands(moods(run.items(), item), t("hand.label", { position: t(`position.${item.position}`) })))),
        shots(run, (shot) => t(`short.${shot.position}`), weakest),
        h("div", { class: "row apart" },
          button(t("key.next"), forward, { kind: finished === run.items().length ? "main" : "", keyName: "Enter", id: "next" }),
          button(t("fingers.cannot"), () => go("exceptions"), { keyName: "F8", id: "cannot" })));
    },
  };
}

const screen = fingerScreen("fingers", ["slap", "plain"]);
export const { enter, leave, changed, keys, render } = screen;
