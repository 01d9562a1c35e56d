// SPDX-License-Identifier: Apache-2.0
import { button, head, tag } from "../parts/bits.js";
import { CaptureRun, isFinished } from "../parts/capture.js";
import { h } from "../parts/dom.js";
import { isRunning } from "../parts/live.js";
import { next, stepKeys } from "../parts/flow.js";
import { store } from "../parts/store.js";
import { t } from "../parts/text.js";

// Where the head has to be, in per cent of the picture: as `PortraitGuide` has it.
const guide = { x: 35, y: 15, width: 30, height: 55 };
const run = new CaptureRun(() => (store.state.portrait ? [store.state.portrait] : []), () => "portrait");
run.action = "portrait";
const forward = () => next("portrait");

export const enter = () => run.enter();
export const leave = () => run.leave();
export const changed = (names) => run.changed(names);
export const keys = () => [...stepKeys("portrait", forward), ...run.keys()];

export function render() {
  const item = run.item;
  if (!item) return head(t("step.portrait"));
  const isDone = isFinished(item);
  // At rest the preview itself shows what is kept.
  const kept = item.best && isRunning("portrait") ? h("figure", { class: "card" }, h("img", { src: `/api/applications/${store.state.application}/pictures/portrait?n=${item.best}`, alt: t("portrait.kept"), height: 180 })) : null;
  return h("div", { class: "stack" },
    head(t("step.portrait"), tag(isDone ? "good" : "accent", t(`capture.${item.status}`))),
    run.stage({ guide, tall: true }, run.side(isDone ? 100 : null, 0, h("div", { class: "stack" }, h("ul", { class: "stack tight small" }, ["straight", "eyes", "mouth", "glasses"].map((name) => h("li", {}, `• ${t(`portrait.rule.${name}`)}`))), kept))),
    h("div", { class: "row" }, button(t("key.next"), forward, { kind: isDone ? "main" : "", keyName: "Enter", id: "next" })));
}
