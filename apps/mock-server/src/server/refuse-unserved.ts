import type { Server } from "node:http";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import { send } from "./send.ts";

/** Answers what Node would refuse by itself, without a word: expectations that nobody can meet. */
export const refuseUnserved = (server: Server): void => {
  server.on("checkExpectation", ({ headers: { expect } }, response) => {
    const message = `Expect is "${expect}", but only 100-continue can be expected here. Leave the header out.`;
    send(response, refuseAsJson({ status: 417, message }));
  });
};
