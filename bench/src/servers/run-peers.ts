import { awaitAnswer } from "./await-answer.ts";
import { bare } from "./bare.ts";
import { ours } from "./ours.ts";
import type { PeerName, Server } from "./peer.ts";
import { prism } from "./prism.ts";
import { scalar } from "./scalar.ts";

/** The contenders, by name. */
export type Servers = ReadonlyMap<PeerName, Server>;

/** All contenders. The bare server comes last, since it says what ours has said. */
export const peers = [ours, prism, scalar, bare] as const;

/** Contenders that run when they are needed. */
export interface Contenders {
  /** Starts them, if they do not run. */
  readonly get: () => Promise<Servers>;
  readonly stop: () => Promise<void>;
}

/** Keeps all contenders running between sections that want them. */
export const keepContenders = (): Contenders => {
  let servers = new Map<PeerName, Server>();
  return {
    get: async () => {
      if (servers.size > 0) return servers;
      for (const { name, launch } of peers) servers.set(name, await launch());
      await Promise.all([...servers.values()].map((server) => awaitAnswer(server)));
      return servers;
    },
    stop: async () => {
      const running = servers;
      servers = new Map();
      await Promise.all([...running.values()].map((server) => server.stop()));
    },
  };
};

/** Runs something with one server, and ends it. */
export const withServer = async <T>(
  launch: () => Promise<Server>,
  work: (server: Server) => Promise<T>,
): Promise<T> => {
  const server = await launch();
  try {
    return await work(await awaitAnswer(server));
  } finally {
    await server.stop();
  }
};
