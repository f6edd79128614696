// Receives results as they come, and prints them.
import { createServer } from "node:http";
import {
  receiveScaleCallback,
  rememberDeliveries,
  type ScaleCallback,
  toNodeHandler,
} from "@task-contracts/client/callbacks";

const authKey = process.env["SCALE_CALLBACK_KEY"];
if (!authKey) throw new Error("Set SCALE_CALLBACK_KEY to the callback key of your account.");

const print = (callback: ScaleCallback): void => {
  if (callback.kind === "attachmentFailed") {
    for (const { url, statusCode } of callback.attachments) console.log(`${url} answers ${statusCode}.`);
  } else if (callback.type === "annotation" && callback.response.annotations) {
    console.log(`${callback.task_id}: ${callback.response.annotations.length} boxes`);
  } else console.log(`${callback.task_id}: ${JSON.stringify(callback.response)}`);
};

const handler = toNodeHandler(receiveScaleCallback, {
  authKey,
  deliveries: rememberDeliveries(),
  onCallback: print,
  onError: ({ status, message }) => console.error(status, message),
});

const port = Number(process.env["PORT"] ?? 8080);
createServer(handler).listen(port, "127.0.0.1", () =>
  console.log(`Waiting for callbacks at http://127.0.0.1:${port}/`),
);
