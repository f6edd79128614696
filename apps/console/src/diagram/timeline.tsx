import type { Schemas } from "../api/client.ts";
import { durationText, timeText } from "../ui/format.ts";
import { timeScale } from "./time-scale.ts";

/** Something that happened, or will, on the clock of the account. */
export interface Moment {
  readonly at: number;
  readonly kind: "change" | "failure" | "future" | "success";
  readonly label: string;
}

/**
 * The moments of a task: its creation, its changes, each attempt of its callbacks, and the retries that would follow if
 * the receiver keeps failing.
 *
 * @param delays Before each retry of a callback, in milliseconds, by its name.
 */
export const momentsOf = (
  { createdAt, dueAt }: Pick<Schemas["TaskDetails"], "createdAt" | "dueAt">,
  deliveries: readonly Schemas["Delivery"][],
  delays: (callback: string) => readonly number[],
): Moment[] => [
  { at: Date.parse(createdAt), kind: "change", label: "created" },
  ...(dueAt === undefined ? [] : [{ at: Date.parse(dueAt), kind: "future", label: "next status" } as const]),
  ...deliveries.flatMap((delivery) => [
    ...delivery.attempts.map(({ at, error, status }, index): Moment => ({
      at: Date.parse(at),
      kind: index === delivery.attempts.length - 1 && delivery.status === "succeeded" ? "success" : "failure",
      label: `attempt ${index + 1}: ${error ?? status ?? "no response"}`,
    })),
    ...futureOf(delivery, delays(delivery.callback)),
  ]),
];

const futureOf = ({ attempts, nextAttemptAt }: Schemas["Delivery"], delays: readonly number[]): Moment[] => {
  if (nextAttemptAt === undefined) return [];
  let at = Date.parse(nextAttemptAt);
  const number = attempts.length + 1;
  return [0, ...delays.slice(attempts.length)].map((delay, index): Moment => {
    at += delay;
    return { at, kind: "future", label: `attempt ${number + index}` };
  });
};

const [width, height, margin, line] = [900, 120, 24, 64];

/** The life of a task as a line, on the clock of its account. */
export const Timeline = ({ moments, now }: { readonly moments: readonly Moment[]; readonly now: number }) => {
  const start = Math.min(...moments.map(({ at }) => at));
  const end = Math.max(now, ...moments.map(({ at }) => at), start + 60_000);
  const scale = timeScale(start, end);
  const x = (at: number): number => margin + scale.place(at) * (width - 2 * margin);
  const count = (kind: Moment["kind"]): number => moments.filter((moment) => moment.kind === kind).length;
  const text = `Created ${timeText(new Date(start).toISOString())}; ${count("success")} successful attempts, ${count("failure")} failed, ${count("future")} to come.`;
  return (
    <figure class="timeline">
      <div class="scroll">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Timeline. ${text}`}>
          <line class="axis" x1={margin} x2={width - margin} y1={line} y2={line} />
          {scale.marks.map((mark) => (
            <g key={mark} class="mark">
              <line x1={x(start + mark)} x2={x(start + mark)} y1={line - 5} y2={line + 5} />
              <text x={x(start + mark)} y={line + 24} text-anchor="middle">
                {durationText(mark)}
              </text>
            </g>
          ))}
          <line class="past" x1={margin} x2={x(now)} y1={line} y2={line} />
          {moments.map(({ at, kind, label }, index) => (
            <circle key={index} class={kind} cx={x(at)} cy={line} r={kind === "future" ? 5 : 7}>
              <title>{`${label}, ${timeText(new Date(at).toISOString())} (${durationText(at - start)} after creation)`}</title>
            </circle>
          ))}
          <g class="now">
            <line x1={x(now)} x2={x(now)} y1={22} y2={line + 10} />
            <text x={x(now)} y={16} text-anchor={nowAnchor(x(now))}>
              now
            </text>
          </g>
        </svg>
      </div>
      <figcaption>
        <span class="key change">created</span>
        <span class="key success">accepted</span>
        <span class="key failure">failed</span>
        <span class="key future">to come</span>
        <span class="help">Time after creation, on the clock of the account; the scale is logarithmic.</span>
      </figcaption>
    </figure>
  );
};

const nowAnchor = (x: number): "end" | "middle" | "start" => {
  if (x < 60) return "start";
  return x > width - 60 ? "end" : "middle";
};
