import type { ExplainedResource } from "@task-contracts/mock/explain-contract";
import { html, type Markup } from "../html.ts";

type State = ExplainedResource["states"][number];
type Transition = ExplainedResource["transitions"][number];

/** What a page is about: these are marked. */
export interface Marked {
  /** The id of an operation. */
  readonly operation?: string;

  /** The name of a callback in its operations. */
  readonly callback?: string;
}

/** In units of the drawing, which are pixels. Up to three states fit on a phone, and six beside the code. */
const columnOf = (states: number): number => (states > 3 ? 87 : 116);
const ROW = 50;
const TOP = 52;

/** A transition to draw. The creation of a task has no state before it. */
interface Row {
  readonly name: string;
  readonly trigger: string;
  readonly from: readonly number[];
  readonly to: number;
  readonly isMarked: boolean;
}

/**
 * Draws a life cycle: a column for each state, a row for each transition, with an arrow from each state in which it can
 * happen. Those that belong to the page are marked.
 */
export function lifeCycleDiagram(resource: ExplainedResource, marked: Marked): Markup {
  const { states } = resource;
  const rows = rowsOf(resource, marked);
  const column = columnOf(states.length);
  const width = states.length * column;
  const height = TOP + rows.length * ROW;
  return html`<div class="table life-cycle" tabindex="0" role="region" aria-label="Life cycle">
    <svg
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="img"
      aria-label="${inWords(rows, states)}"
    >
      ${states.map((state, index) => stateColumn(state, index, column, height))}
      ${rows.map((row, index) => transitionRow(row, TOP + index * ROW, column, width))}
    </svg>
  </div>`;
}

function rowsOf({ callbacks, operations, states, transitions }: ExplainedResource, marked: Marked): Row[] {
  const indexOf = (name: string): number => states.findIndex((state) => state.name === name);
  const creates = operations.filter(({ role }) => role === "create").map(({ operation }) => operation);
  const created = creates.find((operation) => operation === marked.operation);
  const isSent = ({ name }: Transition): boolean =>
    callbacks.some((callback) => callback.name === marked.callback && callback.on.includes(name));
  const creation: Row = {
    name: created ?? "create",
    trigger: creates.length === 1 || created !== undefined ? "an operation" : `${creates.length} operations`,
    from: [],
    to: states.findIndex(({ initial }) => initial === true),
    isMarked: created !== undefined,
  };
  return [
    ...(creates.length > 0 ? [creation] : []),
    ...transitions.map((transition) => ({
      name: transition.by[0] ?? transition.name,
      trigger: triggerOf(transition, callbacks),
      from: transition.from.map(indexOf),
      to: indexOf(transition.to),
      isMarked: transition.by.includes(marked.operation ?? "") || isSent(transition),
    })),
  ];
}

function triggerOf({ after, by, name }: Transition, callbacks: ExplainedResource["callbacks"]): string {
  const trigger =
    by.length > 0
      ? "an operation"
      : after === undefined
        ? "by the service"
        : after === 0
          ? "by itself"
          : `after ${after / 1000} s`;
  return callbacks.some(({ on }) => on.includes(name)) ? `${trigger}, sends a callback` : trigger;
}

function stateColumn(
  { initial, name, outcome }: State,
  index: number,
  column: number,
  height: number,
): Markup {
  const x = (index + 0.5) * column;
  return html`<line class="lane" x1="${x}" y1="40" x2="${x}" y2="${height - 8}" />
    <rect
      class="state ${outcome ?? "open"}"
      x="${x - column / 2 + 4}"
      y="10"
      width="${column - 8}"
      height="30"
      rx="15"
    />
    <text class="state-name ${initial === true && "initial"}" x="${x}" y="30">${name}</text>`;
}

function transitionRow(
  { from, isMarked, name, to, trigger }: Row,
  y: number,
  column: number,
  width: number,
): Markup {
  const line = y + 34;
  const target = (to + 0.5) * column;
  const starts = from.length === 0 ? [12] : from.map((index) => (index + 0.5) * column);
  const head = (side: 1 | -1): Markup =>
    html`<path
      d="M${target + 11 * side} ${line - 5}L${target} ${line}L${target + 11 * side} ${line + 5}Z"
    />`;
  return html`<g class="transition ${isMarked && "marked"}">
    ${isMarked && html`<rect class="band" x="0" y="${y}" width="${width}" height="${ROW - 2}" rx="8" />`}
    <text x="12" y="${y + 17}"
      ><tspan class="transition-name">${name}</tspan><tspan class="trigger" dx="8">${trigger}</tspan></text
    >
    ${starts.map(
      (start) =>
        html`<circle cx="${start}" cy="${line}" r="4" /><line
            x1="${start}"
            y1="${line}"
            x2="${start < target ? target - 8 : target + 8}"
            y2="${line}"
          />`,
    )}
    ${starts.some((start) => start < target) && head(-1)} ${starts.some((start) => start > target) && head(1)}
  </g>`;
}

/** The drawing for those who cannot see it. */
function inWords(rows: readonly Row[], states: readonly State[]): string {
  const nameOf = (index: number): string => states[index]?.name ?? "";
  return rows
    .map(({ from, isMarked, name, to }) => {
      const before = from.length === 0 ? "" : `from ${from.map(nameOf).join(", ")} `;
      return `${name}: ${before}to ${nameOf(to)}${isMarked ? ", on this page" : ""}.`;
    })
    .join(" ");
}
