import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { containLog } from "./contain-log.ts";
import type { Log } from "./log-event.ts";

const event = { event: "defect", time: "2026-03-02T09:14:08.000Z", message: "oops" } as const;

const failing: readonly (readonly [string, Log])[] = [
  [
    "throws",
    () => {
      throw new Error("disk full");
    },
  ],
  // oxlint-disable-next-line typescript/no-misused-promises -- as users do
  ["rejects", () => Promise.reject(new Error("disk full"))],
];

test.each(failing)("a log that %s is reported once, and harms no one", async (_, log) => {
  const warn = vi.spyOn(process, "emitWarning");
  const contained = containLog(log);
  const warned = once(process, "warning");
  contained(event);
  contained(event);

  const [warning] = (await warned) as [Error];
  expect(warning.message).toContain("The function `log` failed: disk full.");
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});
