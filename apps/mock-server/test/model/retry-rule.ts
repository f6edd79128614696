import type { ScaleApi } from "./state.ts";

const DAY = 86_400_000;
const GROWTH = 1.5;

/** The moments of the 20 retries, counted from the first attempt: waits that grow by half each and add up to a day. */
const moments = (): number[] => {
  const waits = Array.from({ length: 20 }, (_, index) => GROWTH ** index);
  const sum = waits.reduce((total, wait) => total + wait, 0);
  let passed = 0;
  return waits.map((wait) => Math.round((DAY * (passed += wait)) / sum));
};

const waits: Readonly<Record<ScaleApi, readonly number[]>> = {
  "scale-v1": moments().map((moment, index, all) => moment - (all[index - 1] ?? 0)),
  "scale-beta": [60_000],
};

/** How long after an attempt the next one follows, if any does (decisions/0007). */
export const waitAfter = (api: ScaleApi, attempts: number): number | undefined => waits[api][attempts - 1];

/** Which answers count: any 2xx, and for the beta exactly 200. */
export const isSuccess = (api: ScaleApi, status: number | undefined): boolean =>
  status !== undefined && (api === "scale-beta" ? status === 200 : status >= 200 && status < 300);
