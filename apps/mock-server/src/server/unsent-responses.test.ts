import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { defaultLimits } from "@task-contracts/mock/limits";
import { UnsentResponses } from "./unsent-responses.ts";

const response = (): ServerResponse => new EventEmitter() as ServerResponse;

const create = (responseBytes: number): UnsentResponses =>
  new UnsentResponses({ ...defaultLimits, responseBytes });

test("a large response is refused while too much waits to be read, and let through afterwards", () => {
  const unsent = create(250_000);
  const first = response();
  expect(unsent.add(first, 100_000)).toBeUndefined();
  expect(unsent.add(response(), 100_000)).toBeUndefined();
  expect(unsent.add(response(), 100_000)).toMatchObject({
    statusCode: 507,
    body: { error: expect.stringContaining("--limit responseBytes=500000") as string },
  });

  first.emit("close");
  expect(unsent.add(response(), 100_000)).toBeUndefined();
});

test("small responses, such as that of the health check, go out whatever waits", () => {
  const unsent = create(100_000);
  unsent.add(response(), 100_000);
  expect(unsent.add(response(), 64 * 1024)).toBeUndefined();
  expect(unsent.add(response(), 64 * 1024 + 1)).toMatchObject({ statusCode: 507 });
});
