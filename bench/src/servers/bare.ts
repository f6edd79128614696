import type { WireResponse } from "../processes/call.ts";
import { ask } from "../processes/ask.ts";
import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { program } from "./paths.ts";
import type { Peer, Server } from "./peer.ts";

/** A bare `node:http` server: it reads what comes, and sends what it was taught. */
export const bare: Peer = {
  name: "bare",
  launch: async () => {
    const port = await freePort();
    const running = startProcess([program("bare-process"), String(port)], { channel: true });
    return { ...running, port, base: "" };
  },
};

/** Headers that Node writes by itself, for our server as for this one. */
const ofNode = new Set(["date", "connection", "keep-alive"]);

/** Lets the bare server answer with the very status, headers and bytes of an answer. */
export const teach = async ({ child }: Server, { status, headers, body }: WireResponse): Promise<void> => {
  const own = Object.entries(headers).filter(([name]) => !ofNode.has(name));
  await ask(child, { status, headers: Object.fromEntries(own), body });
};
