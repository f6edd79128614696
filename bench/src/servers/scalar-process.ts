/** Serves a contract with Scalar's mock server: `node scalar-process.ts <contract> <port>`. */
import { readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { createMockServer } from "@scalar/mock-server";

const [, , contract = "", port = "0"] = process.argv;
const app = await createMockServer({ document: JSON.parse(readFileSync(contract, "utf8")) as object });
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" });
