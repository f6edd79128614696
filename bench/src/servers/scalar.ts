import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { contractFile, program } from "./paths.ts";
import type { Peer, Server } from "./peer.ts";

/** Scalar's mock server, serving a description, on Hono's server for Node, as its manual starts it. */
export const launchScalar = async (contract: string): Promise<Server> => {
  const port = await freePort();
  return { ...startProcess([program("scalar-process"), contract, String(port)]), port, base: "" };
};

export const scalar: Peer = { name: "scalar", launch: () => launchScalar(contractFile) };
