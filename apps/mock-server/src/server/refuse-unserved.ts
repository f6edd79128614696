import type { Server } from "node:http";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import { send } from "./send.ts";

/** Rejects with a message what Node would reject without one: unknown expectations. */
export const refuseUnserved = (server: Server): void => {
  server.on("checkExpectation", ({ headers: { expect } }, response) => {
    const message = `Expect is "${expect}", but only 100-continue can be expected here. Leave the header out.`;
    send(response, refuseAsJson({ status: 417, message }));
  });
};
