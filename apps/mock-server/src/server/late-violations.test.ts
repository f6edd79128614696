import { type AddressInfo } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { ReportedViolation } from "@task-contracts/mock/engine/journal";
import { defaultLimits } from "@task-contracts/mock/limits";
import { createAccessPolicy } from "./access-policy.ts";
import { createHandler } from "./create-handler.ts";
import { openServer } from "./open-server.ts";
import { timeLimits } from "./time-limits.ts";

const violations = (count: number): ReportedViolation[] =>
  Array.from({ length: count }, () => ({
    location: ["response"],
    severity: "Error",
    message: "It is wrong.",
  }));

test("violations found after the response began are counted together with the earlier ones", async () => {
  const remembered = Promise.withResolvers<PipelineResult>();
  const answer: PipelineResult = {
    response: { statusCode: 200, headers: {}, body: "" },
    violations: violations(150),
    later: Promise.resolve(violations(50)),
    defects: [],
  };
  const handler = createHandler(async () => answer, {
    access: createAccessPolicy({ host: "127.0.0.1" }),
    log: () => undefined,
    remember: remembered.resolve,
    isAccount: () => false,
    limits: defaultLimits,
  });
  const server = openServer(timeLimits, (request, response) => void handler(request, response));
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");

  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  const { violations: reported } = await remembered.promise;
  expect(reported).toHaveLength(101);
  expect(reported.at(-1)).toMatchObject({ message: "100 more are left out." });
});
