// SPDX-License-Identifier: Apache-2.0
// Every screen by its name: the steps of an application, then the pages of the station.

import * as audit from "./audit.js";
import * as devices from "./devices.js";
import * as done from "./done.js";
import * as exceptions from "./exceptions.js";
import * as eyes from "./eyes.js";
import * as fingers from "./fingers.js";
import * as help from "./help.js";
import * as interfacePage from "./interface.js";
import * as outbox from "./outbox.js";
import * as people from "./people.js";
import * as person from "./person.js";
import * as portrait from "./portrait.js";
import * as report from "./report.js";
import * as representative from "./representative.js";
import * as review from "./review.js";
import * as rolls from "./rolls.js";
import * as settings from "./settings.js";
import * as sheet from "./sheet.js";
import * as signIn from "./sign-in.js";
import * as signature from "./signature.js";

const steps = { person, representative, fingers, rolls, eyes, portrait, exceptions, review, signature, done };

/// Names of the steps, as the session has them, and the sheet that belongs to them.
export const stepNames = Object.keys(steps);

/// All screens. Each has render(); keys(), enter(), leave(), changed(), scanned() where it needs them.
export const all = { ...steps, people, outbox, report, devices, audit, settings, help, interface: interfacePage, sheet, "sign-in": signIn };
