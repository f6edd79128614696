import { cpus, release, totalmem, type } from "node:os";
import { versionOf } from "../servers/paths.ts";

/** Where a run took place, and with what. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** In gibibytes. */
  readonly memory: number;
  readonly system: string;
  readonly node: string;
  /** Of the peers, by package. */
  readonly versions: Readonly<Record<string, string>>;
}

const peers = [
  "@stoplight/prism-cli",
  "@scalar/mock-server",
  "@hono/node-server",
  "openapi-fetch",
  "autocannon",
] as const;

export const describeMachine = (): Machine => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memory: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  versions: Object.fromEntries(peers.map((name) => [name, versionOf(name)])),
});

/** In one sentence. */
export const inWords = ({ cpu, cores, memory, system, node, versions }: Machine): string => {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${cores} cores, ${memory} GiB, ${system}, Node ${node}; ${packages.join(", ")}`;
};
