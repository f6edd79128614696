import type { Bench, Section } from "../bench.ts";
import { goals } from "../report/goals.ts";
import type { Row } from "../report/row.ts";
import { startAfresh } from "../servers/ours.ts";
import type { PeerName, Server } from "../servers/peer.ts";
import { launchWholePrism } from "../servers/prism.ts";
import { isTask } from "../servers/right-answers.ts";
import { withServer } from "../servers/run-peers.ts";
import { createTask, parameters } from "../servers/scale-requests.ts";
import { compareServers, type Scenario } from "./compare-servers.ts";

const isRight = isTask({ type: "categorization", status: "pending", instruction: "Is it big or small?" });

/** `POST /task/categorization` with a JSON body that is valid. */
export const postJson: Section = {
  name: "post-json",
  summary: "create a task, body in JSON",
  sharesContenders: true,
  run: async (bench) => [await compareServers(bench, amongAll), await onWholeContract(bench)],
};

const amongAll: Scenario = {
  id: "post-json",
  what: "POST of a task, JSON",
  prepare: async (server) => {
    await startAfresh(server);
    return { requestAt: (base) => createTask(base, "live_bench"), isRight };
  },
  afterwards: startAfresh,
  goals: goals.post,
  notes: { prism: "stores nothing", scalar: "stores nothing" },
};

/**
 * The same with the contract as it is. Prism then calls back right after each POST, once for each callback of the
 * contract; our tasks wait for somebody to complete them, and call back then. So this row says what users of either get,
 * and the one above what the same work costs.
 */
const onWholeContract = async (bench: Bench): Promise<Row> => {
  const servers = await bench.contenders();
  const [our, bare] = [servers.get("ours"), servers.get("bare")];
  if (!our || !bare) throw new Error("Our server and the bare one were not started.");
  return withServer(launchWholePrism, (prism) =>
    compareServers(bench, {
      ...amongAll,
      id: "post-json-whole",
      what: "POST of a task, JSON, Prism with callbacks",
      contenders: new Map<PeerName, Server>([
        ["ours", our],
        ["prism", prism],
      ]),
      prepare: async (server) => {
        await startAfresh(server);
        // The bare server takes whatever it is sent.
        const body = { ...parameters, callback_url: `http://127.0.0.1:${bare.port}/callback` };
        return { requestAt: (base) => createTask(base, "live_bench", body), isRight };
      },
      goals: goals.postOnWholeContract,
      notes: { ours: "calls back when a task is completed", prism: "calls back at once, twice" },
    }),
  );
};
