import { agree } from "./agree.ts";
import { learn } from "./learned.ts";
import { listed } from "./page.ts";
import type { Account, Json, Model } from "./state.ts";
import type { System } from "./system.ts";
import { isFaulty } from "./waiting-faults.ts";

/** Compares all tasks of an account, unless that would use up a fault. */
export const compareTasks = async (
  model: Readonly<Model>,
  account: Account,
  system: System,
): Promise<void> => {
  const { key } = account;
  if (isFaulty(model, key, "listTasks")) return;
  const { body: page } = await system.send(key, "GET /scale-v1/tasks");
  const tasks = listed(account, "scale-v1");
  const bodies = tasks.map(({ body }) => body);
  agree(`the tasks of ${key}`, page["docs"], bodies.slice(0, 100));
  agree(`the tasks of ${key}`, page["total"], tasks.length);
  const { body: all } = await system.send(key, "GET /scale-beta/tasks");
  agree(
    `the tasks of ${key} in the beta`,
    all,
    listed(account, "scale-beta").map(({ body }) => body),
  );
  await compareRuns(account, system);
};

const compareRuns = async (account: Account, system: System): Promise<void> => {
  const { body } = await system.send(account.key, "POST /dataflowkit-v1/tasks");
  const seen = body as unknown as readonly Json[];
  agree(`runs of ${account.key}`, seen.length, account.runs.length);
  for (const [index, run] of account.runs.entries()) {
    run.body = learn(run.body, seen[index] ?? {});
    run.id = String(run.body["id"]);
  }
  agree(
    `runs of ${account.key}`,
    seen,
    account.runs.map((run) => run.body),
  );
};
