// SPDX-License-Identifier: Apache-2.0
import { button, head, tag } from "../parts/bits.js";
import { CaptureRun, isFinished, shots } from "../parts/capture.js";
import { h } from "../parts/dom.js";
import { go, next, stepKeys } from "../parts/flow.js";
import { store } from "../parts/store.js";
import { t } from "../parts/text.js";

const run = new CaptureRun(() => store.state.eyes, (item) => item.eye);
run.action = "captureEyes";
const forward = () => next("eyes");

export const enter = () => run.enter();
export const leave = () => run.leave();
export const changed = (names) => run.changed(names);
export const keys = () => [...stepKeys("eyes", forward), ...run.keys()];

export function render() {
  const item = run.item;
  if (!item) return head(t("step.eyes"));
  const finished = run.items().filter(isFinished).length;
  return h("div", { class: "stack" },
    head(t(`eye.${item.eye}`), tag(finished === run.items().length ? "good" : "accent", t("capture.count", { n: finished, all: run.items().length }))),
    run.stage({}, run.side(item.score, store.face.policy.eye.accept)),
    shots(run, (shot) => t(`eye.${shot.eye}`), (shot) => shot.score),
    h("div", { class: "row apart" },
      button(t("key.next"), forward, { kind: finished === run.items().length ? "main" : "", keyName: "Enter", id: "next" }),
      button(t("eyes.cannot"), () => go("exceptions"), { keyName: "F8", id: "cannot" })));
}
