// SPDX-License-Identifier: Apache-2.0
import { fingerScreen } from "./fingers.js";

const screen = fingerScreen("rolls", ["roll"]);
export const { enter, leave, changed, keys, render } = screen;
