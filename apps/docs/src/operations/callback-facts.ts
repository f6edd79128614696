import type { Callback, Operation } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "./address.ts";

/**
 * When a callback is sent, and its retries.
 *
 * @param causes The operations that lead to it, where they are not obvious.
 */
export function callbackFacts(
  { resource }: Api,
  callback: Callback,
  causes: readonly Operation[] = [],
): Markup {
  const rule = resource?.callbacks.find(({ name }) => name === callback.name);
  return html`<ul class="callback-facts">
    ${causes.length > 0 && html`<li>Follows ${causes.map((cause, index) => html`${index > 0 && ", "}<a href="../${slugOf(cause.id)}/">${cause.summary}</a>`)}.</li>`}
    ${rule !== undefined && html`<li>Sent when the task becomes <code>${rule.states.join(" or ")}</code> by the transition <code>${rule.on.join(" or ")}</code>.</li>`}
    ${rule !== undefined && html`<li>${retriesText(rule.retries)} <a href="../../guides/retries/">Retries</a></li>`}
  </ul>`;
}

function retriesText({ times, within }: { readonly times: number; readonly within: number }): string {
  if (times === 0) return "Never retried.";
  return `Retried ${times === 1 ? "once" : `up to ${times} times`} within ${durationText(within)} if you do not accept it.`;
}

/** A duration in the largest unit that divides it. */
function durationText(milliseconds: number): string {
  const units = [
    ["hour", 3_600_000],
    ["minute", 60_000],
    ["second", 1000],
  ] as const;
  const [unit, size] = units.find(([, length]) => milliseconds % length === 0) ?? ["millisecond", 1];
  const count = milliseconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
