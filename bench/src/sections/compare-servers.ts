import type { Bench } from "../bench.ts";
import type { LoadJob } from "../load/load.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { measure, type Turn } from "../load/measure.ts";
import { failuresOf, summarize, takeTurns } from "../load/take-turns.ts";
import type { WireResponse } from "../processes/call.ts";
import { call } from "../processes/call.ts";
import { compare } from "../report/verdicts.ts";
import type { Check, Goal, Measured, Row } from "../report/row.ts";
import { teach } from "../servers/bare.ts";
import { names, type PeerName, type Server } from "../servers/peer.ts";
import type { Servers } from "../servers/run-peers.ts";

/** What is sent, and what must come back. */
export interface Exchange {
  /** The request, for a server whose paths begin with this. */
  readonly requestAt: (base: string) => WireRequest;
  /** Whether an answer is one that this server should give. */
  readonly isRight: (answer: WireResponse, name: PeerName) => boolean;
}

/** One request, sent to all servers. */
export interface Scenario {
  readonly id: string;
  readonly what: string;
  /** Who takes part, if not all. */
  readonly contenders?: Servers;
  /** Makes our server ready. */
  readonly prepare: (server: Server) => Promise<Exchange>;
  /** What becomes of our server between turns. */
  readonly afterwards?: (server: Server) => Promise<void>;
  readonly goals?: Partial<Record<PeerName, Goal>>;
  readonly notes?: Partial<Record<PeerName, string>>;
}

/** Sends one request to all servers, in turn, for as long as the extent says. */
export const compareServers = async (bench: Bench, scenario: Scenario): Promise<Row> => {
  const { rounds, turnMs, warmUpMs } = bench.extent;
  const servers = scenario.contenders ?? (await bench.contenders());
  const { requestAt, isRight } = await scenario.prepare(serverOf(servers, "ours"));
  const answers = await firstAnswers(servers, requestAt);
  const run = (name: PeerName, server: Server, milliseconds: number): Promise<Turn> =>
    takeTurn(
      bench,
      scenario,
      { name, server },
      {
        requests: [requestAt(server.base)],
        connections: bench.extent.connections,
        until: { milliseconds },
        status: answers.get(name)?.status ?? 0,
      },
    );
  for (const [name, server] of servers) await run(name, server, warmUpMs);
  const turns = await takeTurns(
    rounds,
    new Map([...servers].map(([name, server]) => [name, () => run(name, server, turnMs)])),
  );
  return toRow(scenario, turns, answers, isRight);
};

const serverOf = (servers: Servers, name: PeerName): Server => {
  const server = servers.get(name);
  if (!server) throw new Error(`${names[name]} was not started.`);
  return server;
};

/** Asks everybody once, and teaches the bare server what ours has answered. */
const firstAnswers = async (
  servers: Servers,
  requestAt: (base: string) => WireRequest,
): Promise<Map<PeerName, WireResponse>> => {
  const answers = new Map<PeerName, WireResponse>();
  for (const [name, server] of servers) {
    const ourAnswer = answers.get("ours");
    if (name === "bare" && ourAnswer) await teach(server, ourAnswer);
    answers.set(name, await askOnce(name, server, requestAt(server.base)));
  }
  return answers;
};

const askOnce = async (name: PeerName, { port }: Server, request: WireRequest): Promise<WireResponse> => {
  try {
    return await call(port, request);
  } catch (error) {
    throw new Error(`${names[name]} does not answer ${request.method} ${request.path}.`, { cause: error });
  }
};

const takeTurn = async (
  { load }: Bench,
  { afterwards }: Scenario,
  { name, server }: { readonly name: PeerName; readonly server: Server },
  job: Omit<LoadJob, "port">,
): Promise<Turn> => {
  const done = await measure(load, server, job);
  if (name === "ours") await afterwards?.(server);
  return done;
};

const toRow = (
  { id, what, goals = {}, notes = {} }: Scenario,
  turns: ReadonlyMap<PeerName, readonly Turn[]>,
  answers: ReadonlyMap<PeerName, WireResponse>,
  isRight: Exchange["isRight"],
): Row => {
  const measured = new Map<PeerName, Measured>();
  const checks: Check[] = [];
  for (const [name, own] of turns) {
    const note = notes[name];
    const answer = answers.get(name);
    measured.set(name, summarize(names[name], own, note));
    checks.push({
      what: `${names[name]} gives the right answer (it gave ${answer?.status})`,
      ok: answer !== undefined && isRight(answer, name),
    });
    const { ok, why } = failuresOf(own);
    checks.push({ what: `${names[name]} gives the same status to every request${why}`, ok });
  }
  const our = measured.get("ours");
  const others = [...measured].filter(([name]) => name !== "ours");
  return {
    id,
    what,
    unit: "/s",
    measured: [...measured.values()],
    verdicts: our ? others.map(([name, peer]) => compare(our, peer, goals[name])) : [],
    checks,
  };
};
