import type { Json } from "#shared/kernel/canonical.ts";
import { undoBounds, type UndoStep, type UndoSteps } from "#shared/assets/model.ts";
import type { Body } from "#shared/assets/parts.ts";
import { type EditHistory, startHistory } from "./edit-history.ts";

type Value = Json | undefined;
type JsonObject = { readonly [key: string]: Json };

/** A history as what each of its steps changed, the nearest step first, cut where it would grow beyond its bounds. */
export function packHistory({ past, present, future }: EditHistory<Body>): UndoSteps {
  const room = { characters: undoBounds.characters / 2 };
  return {
    past: stepsFrom(present, past.toReversed(), { ...room }),
    future: stepsFrom(present, future, { ...room }),
  };
}

/** The history that leads to and from a body. */
export function unpackHistory(present: Body, { past, future }: UndoSteps): EditHistory<Body> {
  return {
    ...startHistory(present),
    past: statesFrom(present, past).toReversed(),
    future: statesFrom(present, future),
  };
}

function stepsFrom(present: Body, states: readonly Body[], room: { characters: number }): UndoStep[] {
  const steps: UndoStep[] = [];
  let here = present;
  for (const state of states.slice(0, undoBounds.steps)) {
    const step: UndoStep = [];
    addChanges(step, here, state, []);
    // Brackets and commas around it count as well.
    room.characters -= JSON.stringify(step).length + 2;
    if (room.characters < 20) break;
    steps.push(step);
    here = state;
  }
  return steps;
}

function statesFrom(present: Body, steps: readonly UndoStep[]): Body[] {
  const states: Body[] = [];
  let here: Value = present;
  for (const step of steps) {
    for (const { at, value } of step) here = replaced(here, at, value);
    states.push(here as Body);
  }
  return states;
}

/** Lists are replaced as a whole. What both states share is the same object, so that little of them is looked at. */
function addChanges(step: UndoStep, from: Value, to: Value, at: string[]): void {
  if (from === to) return;
  if (isObject(from) && isObject(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)]))
      addChanges(step, own(from, key), own(to, key), [...at, key]);
  } else step.push(to === undefined ? { at } : { at, value: to });
}

/** Unlike an edit it leaves empty objects as they were. */
function replaced(within: Value, at: readonly string[], value: Value): Value {
  const [key, ...rest] = at;
  if (key === undefined) return value;
  const object = isObject(within) ? within : {};
  const next = replaced(own(object, key), rest, value);
  if (next !== undefined) return { ...object, [key]: next };
  const { [key]: _gone, ...left } = object;
  return left;
}

const own = (object: JsonObject, key: string): Value => (Object.hasOwn(object, key) ? object[key] : undefined);
const isObject = (value: Value): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
