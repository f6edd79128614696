import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { contractFile, program } from "./paths.ts";
import type { Peer } from "./peer.ts";

/** Scalar's mock server, on Hono's server for Node, as its manual starts it. */
export const scalar: Peer = {
  name: "scalar",
  launch: async () => {
    const port = await freePort();
    return { ...startProcess([program("scalar-process"), contractFile, String(port)]), port, base: "" };
  },
};
