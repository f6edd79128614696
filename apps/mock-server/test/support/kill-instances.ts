import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { killHard, runServer } from "./fault-server.ts";
import type { RunningProcess } from "./run-process.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

/** How often what is killed. */
export interface Kills {
  readonly instances: number;
  /** Of instances, with `kill -9`. */
  readonly kills: number;
  /** Of PostgreSQL, with `kill -9` as well. */
  readonly databaseKills: number;
  readonly print?: (line: string) => void;
}

/** What was seen. */
export interface Killed {
  readonly created: number;
  readonly canceled: number;
  readonly advanced: number;
  readonly callbacks: number;
  /** Requests without a response, or with one that says that the server failed: whether they had an effect is not known. */
  readonly unknown: number;
  /** For each kill of an instance, how long an account of it was out of reach, in milliseconds. */
  readonly outages: readonly number[];
  /** What must not happen, in sentences. */
  readonly problems: readonly string[];
}

const contract = fileURLToPath(new URL("jobs.yaml", import.meta.url));
const accounts = ["job_a", "job_b", "job_c", "job_d", "job_e", "job_f"];
const leaseMs = 1500;

interface Job {
  readonly jobId: string;
  readonly status: string;
}

/** An account, and what was acknowledged about its tasks. */
class Witness {
  readonly created: { id: string; account: string }[] = [];
  readonly canceled = new Set<string>();
  readonly problems: string[] = [];
  advanced = 0;
  unknown = 0;
  callbacks = 0;
  /** The callbacks of each task, in the order of their arrival. */
  readonly arrivals = new Map<string, string[]>();
  #attempts = 0;

  /** Takes a callback, and rejects each third one. */
  receive(body: Job): number {
    this.callbacks += 1;
    const text = JSON.stringify(body);
    const { jobId, status } = body;
    const before = this.arrivals.get(jobId) ?? [];
    const same = before.find((earlier) => (JSON.parse(earlier) as Job).status === status);
    if (same !== undefined && same !== text)
      this.problems.push(`${jobId} became ${status} twice: ${same}, ${text}`);
    if (same === undefined) this.arrivals.set(jobId, [...before, text]);
    return (this.#attempts += 1) % 3 === 0 ? 500 : 200;
  }
}

/** Instances on one database, some of which are always there. */
class Instances {
  readonly #store: string;
  #running: { readonly process: RunningProcess; readonly url: string }[] = [];

  constructor(store: string) {
    this.#store = store;
  }

  async start(): Promise<void> {
    const process = runServer({
      store: this.#store,
      args: [contract, "--lease", String(leaseMs), "--callback-timeout", "5000"],
      shared: true,
    });
    const [url] = await process.writes(/http:\/\/127\.0\.0\.1:\d+(?=\/jobs)/);
    await process.writes(/"event":"listening"/);
    this.#running.push({ process, url });
  }

  /** The URL of any instance. */
  any(): string {
    return this.#running[Math.floor(Math.random() * this.#running.length)]?.url ?? "";
  }

  /** The process of an instance, which no request goes to any more. */
  take(): RunningProcess | undefined {
    const index = Math.floor(Math.random() * this.#running.length);
    return this.#running.splice(index, 1)[0]?.process;
  }

  /** What ended without being told to. */
  ended(): readonly string[] {
    return this.#running
      .filter(({ process }) => process.child.exitCode !== null)
      .map(({ process }) => `An instance ended by itself: ${process.output.stderr.slice(-2000)}`);
  }

  /** What went wrong last, by the logs. */
  defects(): readonly string[] {
    return this.#running.flatMap(({ process, url }) =>
      (process.output.stdout.match(/.*"event":"defect".*/g) ?? []).slice(-5).map((line) => `${url} ${line}`),
    );
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#running.map(async ({ process }) => {
        process.child.kill("SIGTERM");
        await process.exit;
      }),
    );
  }
}

/**
 * Creates, cancels, lists and advances through several instances on one database, while these and the database are killed, and
 * looks for what is lost, done twice, or out of order.
 */
export const killInstances = async ({
  databaseKills,
  instances: count,
  kills,
  print = () => undefined,
}: Kills): Promise<Killed> => {
  const folder = await mkdtemp(join(tmpdir(), "task-mock-kills-"));
  const postgres = await startPostgres(folder);
  const witness = new Witness();
  const receiver = await startReceiver(witness);
  const instances = new Instances(postgres.url);
  const over = new AbortController();
  const outages: number[] = [];
  try {
    for (let index = 0; index < count; index++) await instances.start();
    const call = createCaller(instances, witness);
    const work = accounts.flatMap((account) => [
      createJobs(account, { call, over: over.signal, url: receiver.url, witness }),
      moveClock(account, { call, over: over.signal, witness }),
      watchClock(account, { call, over: over.signal, witness }),
    ]);
    const everyInstance = Math.max(1, Math.floor(kills / Math.max(1, databaseKills)));
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(700);
      const victim = instances.take();
      if (victim) await killHard(victim);
      const started = performance.now();
      const starting = instances.start();
      await Promise.all(accounts.map((account) => reach(instances, account)));
      outages.push(performance.now() - started);
      await starting;
      print(`killed instance ${kill} of ${kills}: out of reach for ${Math.round(outages.at(-1) ?? 0)} ms`);
      if (kill % everyInstance === 0 && kill / everyInstance <= databaseKills) {
        await killDatabase(postgres);
        print(`killed the database ${kill / everyInstance} of ${databaseKills} times`);
      }
    }
    await Promise.all(accounts.map((account) => reach(instances, account)));
    over.abort();
    await Promise.all(work);
    witness.problems.push(...instances.ended());
    if (witness.problems.length > 0) throw new Error(witness.problems.join("\n"));
    print("settling");
    await settle(instances, witness);
    await verify(instances, witness);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${instances.defects().join("\n")}`, { cause: error });
  } finally {
    over.abort();
    await instances.close();
    receiver.server.close();
    receiver.server.closeAllConnections();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {
    created: witness.created.length,
    canceled: witness.canceled.size,
    advanced: witness.advanced,
    callbacks: witness.callbacks,
    unknown: witness.unknown,
    outages,
    problems: witness.problems,
  };
};

const killDatabase = async (postgres: RunningPostgres): Promise<void> => {
  await postgres.kill();
  await sleep(200);
  await postgres.restart();
};

const startReceiver = async (
  witness: Witness,
): Promise<{ readonly server: Server; readonly url: string }> => {
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(witness.receive((await json(request)) as Job)).end();
  };
  const server = createServer((request, response) => {
    // A sender that is killed in the middle of a request is no concern of the receiver.
    receive(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

type Call = (
  account: string,
  line: string,
  body?: object,
) => Promise<{ status: number; body: unknown } | undefined>;

/** Sends requests to any instance. Undefined if what became of one is not known. */
const createCaller =
  (instances: Instances, witness: Witness): Call =>
  async (account, line, body) => {
    try {
      return await send(instances.any(), account, line, body);
    } catch {
      witness.unknown += 1;
      return undefined;
    }
  };

const send = async (
  url: string,
  account: string,
  line: string,
  body?: object,
): Promise<{ status: number; body: unknown }> => {
  const [method = "", path = ""] = line.split(" ");
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${account}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  if (response.status >= 500) throw new Error(`${line}: ${response.status} ${await response.text()}`);
  return { status: response.status, body: await response.json() };
};

interface Work {
  readonly call: Call;
  readonly over: AbortSignal;
  readonly witness: Witness;
}

const createJobs = async (
  account: string,
  { call, over, url, witness }: Work & { readonly url: string },
): Promise<void> => {
  while (!over.aborted) {
    const created = await call(account, "POST /jobs", { webhookUrl: url });
    if (created?.status !== 201) {
      await sleep(20);
      continue;
    }
    const { jobId } = created.body as Job;
    witness.created.push({ id: jobId, account });
    if (witness.created.length % 7 === 0) {
      const canceled = await call(account, `POST /jobs/${jobId}/cancel`);
      if (canceled?.status === 200) witness.canceled.add(jobId);
    }
    if (witness.created.length % 5 === 0) await call(account, "GET /jobs?limit=5&status=queued");
    await sleep(10);
  }
};

const moveClock = async (account: string, { call, over, witness }: Work): Promise<void> => {
  while (!over.aborted) {
    const moved = await call(account, `POST /_mock/clock/advance?minutes=10&account=${account}`);
    if (moved?.status === 200) witness.advanced += 1;
    await sleep(400);
  }
};

const watchClock = async (account: string, { call, over, witness }: Work): Promise<void> => {
  let latest = "";
  while (!over.aborted) {
    const read = await call(account, `GET /_mock/clock?account=${account}`);
    if (read?.status === 200) {
      const { now } = read.body as { now: string };
      if (now < latest) witness.problems.push(`The clock of ${account} went back from ${latest} to ${now}.`);
      latest = now;
    }
    await sleep(50);
  }
};

/** Waits until an account can be written. */
const reach = async (instances: Instances, account: string): Promise<void> => {
  const end = performance.now() + 60_000;
  for (;;) {
    try {
      const { status } = await send(instances.any(), account, `PATCH /_mock/settings?account=${account}`, {
        completionDelayMs: 0,
      });
      if (status === 200) return;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(20);
  }
};

/** Lets the time pass until no callback is due any more. */
const settle = async (instances: Instances, witness: Witness): Promise<void> => {
  for (const account of accounts) {
    for (let day = 0; day < 8; day++) {
      const { status } = await send(
        instances.any(),
        account,
        `POST /_mock/clock/advance?hours=24&account=${account}`,
      );
      if (status !== 200) witness.problems.push(`The clock of ${account} could not be advanced: ${status}.`);
    }
  }
};

const verify = async (instances: Instances, witness: Witness): Promise<void> => {
  for (const { account, id } of witness.created) {
    const { body, status } = await send(instances.any(), account, `GET /jobs/${id}`);
    const job = body as Job;
    if (status !== 200) witness.problems.push(`${id} was acknowledged, and is lost.`);
    else if (witness.canceled.has(id) && job.status !== "canceled")
      witness.problems.push(`${id} was canceled, and is ${job.status}.`);
    else if (job.status !== "canceled" && job.status !== "done")
      witness.problems.push(`${id} is still ${job.status}.`);
    if (status !== 200 || job.status !== "done") continue;
    const states = (witness.arrivals.get(id) ?? []).map((text) => (JSON.parse(text) as Job).status);
    if (states.join(" ") !== "running done")
      witness.problems.push(`The callbacks of ${id} were "${states.join(" ")}".`);
  }
};
