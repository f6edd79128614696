import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../processes/free-port.ts";
import { startProcess } from "../processes/start-process.ts";
import { contractFile, prismCli } from "./paths.ts";
import type { Peer, Server } from "./peer.ts";

/** Prism's command line, serving a description. */
export const launchPrism = async (contract: string): Promise<Server> => {
  const port = await freePort();
  const running = startProcess([prismCli, "mock", contract, "--port", String(port), "--host", "127.0.0.1"]);
  return { ...running, port, base: "" };
};

/**
 * Prism's command line, serving the contract without its callbacks. That is in its favour: it would call after each
 * POST, twice, and end itself after a POST with a form (`target.split is not a function` in `splitUriParams`), since it
 * reads the form once for each callback. Our server is measured with tasks that nobody completes, so it calls nobody
 * either.
 */
export const prism: Peer = { name: "prism", launch: () => launchPrism(withoutCallbacks()) };

/** Prism's command line with the whole contract, for requests that it outlives. */
export const launchWholePrism = (): Promise<Server> => launchPrism(contractFile);

let folder: string | undefined;

/** The contract without callbacks, in a file that goes with this process. */
export const withoutCallbacks = (): string => {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), "task-contracts-bench-"));
    folder = made;
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    writeFileSync(join(made, "scale-v1.json"), stripped(readFileSync(contractFile, "utf8")));
  }
  return join(folder, "scale-v1.json");
};

const stripped = (text: string): string => {
  const document = JSON.parse(text) as { paths: Record<string, Record<string, { callbacks?: unknown }>> };
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) delete operation.callbacks;
  }
  return JSON.stringify(document);
};
