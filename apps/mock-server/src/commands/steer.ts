import { askControl, type ControlOptions } from "./control-client.ts";
import { CommandError } from "./command-error.ts";
import { openOutput } from "./output.ts";

/** The options that all commands for a running server have. */
export interface SteerOptions extends ControlOptions {
  readonly json?: boolean;
}

interface Task {
  readonly taskId: string;
  readonly api: string;
  readonly account: string;
  readonly type: string;
  readonly status: string;
  readonly createdAt: string;
}

interface TaskPage {
  readonly tasks: Task[];
  readonly total?: number;
  readonly next?: string;
}

/** How many tasks are listed, unless there is a limit. */
const LISTED = 100;

/** Which tasks to list. */
export interface TasksOptions extends SteerOptions {
  readonly api?: string;
  readonly status?: string;
  readonly type?: string;
  readonly text?: string;
  readonly limit?: number;
}

/** Prints one thing: as a line of JSON, or as a text for people. */
const report = (json: boolean | undefined, value: object, text: string): void => {
  const output = openOutput({ json: json ?? false });
  output.emit(value);
  if (output.isForPeople) output.write(`${text}\n`);
};

const isOne = (account: string | undefined): account is string => account !== undefined && account !== "*";

/** Prints tasks, newest first. */
export const tasks = async ({
  api,
  json = false,
  limit,
  status,
  text,
  type,
  ...control
}: TasksOptions): Promise<void> => {
  const query = { api, status, text, type, limit: limit?.toString() };
  const read = (before?: string): Promise<TaskPage> =>
    askControl<TaskPage>(control, { method: "GET", path: "/tasks", query: { ...query, before } });
  let page = await read();
  const found = [...page.tasks];
  // A page of a search may have few tasks, or none, and yet be followed by others.
  const wanted = text === undefined ? 0 : (limit ?? LISTED);
  while (page.next !== undefined && found.length < wanted) {
    page = await read(page.next);
    found.push(...page.tasks);
  }
  const output = openOutput({ json });
  const shown = found.slice(0, limit ?? LISTED);
  for (const task of shown) {
    output.emit(task);
    const { account, createdAt, status: state, taskId } = task;
    if (output.isForPeople)
      output.write(`${taskId}  ${state.padEnd(10)}  ${task.api} ${task.type}  ${account}  ${createdAt}\n`);
  }
  if (page.next !== undefined || shown.length < found.length) {
    const all = page.total === undefined ? "" : ` of ${page.total}`;
    output.tell(`${shown.length}${all} tasks. Raise --limit to see more.\n`);
  }
};

/** Lets a task fail. */
export const fail = async (
  taskId: string,
  error: string,
  { json, ...control }: SteerOptions,
): Promise<void> => {
  const path = `/tasks/${encodeURIComponent(taskId)}/complete`;
  const task = await askControl<Task>(control, { method: "POST", path, body: { error } });
  report(json, task, `Task ${task.taskId} of ${task.api} is ${task.status}.`);
};

/** Sends a callback again. */
export const replay = async (
  deliveryId: string,
  { account, json, server, token }: SteerOptions,
): Promise<void> => {
  // The id says whose it is.
  const control = { server, ...(token !== undefined && { token }) };
  const path = `/deliveries/${encodeURIComponent(deliveryId)}/replay`;
  if (isOne(account)) {
    const { account: owner } = await askControl<{ account: string }>(control, {
      method: "GET",
      path: `/deliveries/${encodeURIComponent(deliveryId)}`,
    });
    if (owner !== account) throw new CommandError(`The account ${account} has no delivery ${deliveryId}.`);
  }
  const delivery = await askControl<{ deliveryId: string; url: string }>(control, { method: "POST", path });
  report(
    json,
    delivery,
    `The callback is sent again to ${delivery.url}, as delivery ${delivery.deliveryId}.`,
  );
};

interface Clock {
  readonly now: string;
  readonly frozen: boolean;
  readonly completions?: number;
  readonly attempts?: number;
}

const clockText = ({ attempts, completions, frozen, now }: Clock): string => {
  const time = `It is ${now}${frozen ? ", frozen" : ""}.`;
  return attempts === undefined
    ? time
    : `${time} On the way: ${completions} completions, ${attempts} attempts.`;
};

/** Advances the clock of an account. */
export const advance = async (
  by: Readonly<Record<string, number>> | "next",
  { json, ...control }: SteerOptions,
): Promise<void> => {
  const clock = await askControl<Clock>(
    control,
    by === "next"
      ? { method: "POST", path: "/clock/next" }
      : { method: "POST", path: "/clock/advance", body: by },
  );
  report(json, clock, clockText(clock));
};

/** Freezes the clock of an account, or lets it run again. */
export const freeze = async ({
  json,
  resume = false,
  ...control
}: SteerOptions & { readonly resume?: boolean }): Promise<void> => {
  const clock = await askControl<Clock>(control, {
    method: "POST",
    path: resume ? "/clock/resume" : "/clock/freeze",
  });
  report(json, clock, clockText(clock));
};

/** A fault to inject, or what to do with those that are there. */
export interface FaultOptions extends SteerOptions {
  readonly list?: boolean;
  readonly clear?: boolean;
  readonly remove?: string;
  readonly callback?: string;
  readonly status?: number;
  readonly retryAfter?: number;
  readonly delay?: number;
  readonly drop?: boolean;
  readonly loseResponse?: boolean;
  readonly operation?: string;
  readonly task?: string;
  readonly times?: number;
  readonly untilRemoved?: boolean;
}

/** Injects, lists or removes faults. */
export const fault = async ({
  clear,
  json,
  list,
  remove,
  server,
  token,
  account,
  ...options
}: FaultOptions): Promise<void> => {
  const control = {
    server,
    ...(token !== undefined && { token }),
    ...(account !== undefined && { account }),
  };
  if (clear) {
    await askControl(control, { method: "DELETE", path: "/faults" });
    report(json, { cleared: true }, "All faults are removed.");
  } else if (remove !== undefined) {
    // Its id says whose it is.
    const { account: _, ...anyone } = control;
    if (isOne(account)) {
      const own = await askControl<{ faultId: string }[]>(control, { method: "GET", path: "/faults" });
      if (!own.some(({ faultId }) => faultId === remove))
        throw new CommandError(`The account ${account} has no fault ${remove}. See --list.`);
    }
    await askControl(anyone, { method: "DELETE", path: `/faults/${encodeURIComponent(remove)}` });
    report(json, { removed: remove }, `The fault ${remove} is removed.`);
  } else if (list) {
    const faults = await askControl<object[]>(control, { method: "GET", path: "/faults" });
    for (const each of faults) report(json, each, JSON.stringify(each));
  } else {
    const injected = await askControl<{ faultId: string }>(control, {
      method: "POST",
      path: "/faults",
      body: faultOf(options),
    });
    report(json, injected, `The fault ${injected.faultId} is injected.`);
  }
};

const faultOf = ({
  callback,
  delay,
  drop,
  loseResponse,
  operation,
  retryAfter,
  status,
  task,
  times,
  untilRemoved,
}: Omit<FaultOptions, "server">): object => ({
  ...(callback === undefined ? { target: "request" } : { target: "delivery", kind: callback }),
  ...(status !== undefined && { status }),
  ...(retryAfter !== undefined && { retryAfter }),
  ...(delay !== undefined && { delayMs: delay }),
  ...(drop && { drop }),
  ...(loseResponse && { loseResponse }),
  ...(operation !== undefined && { operation }),
  ...(task !== undefined && { taskId: task }),
  ...(times !== undefined && { times }),
  ...(untilRemoved && { untilRemoved }),
});

/** Prints the settings of an account, after changing those that are given. */
export const settings = async (
  changes: Readonly<Record<string, unknown>> | undefined,
  { json, ...control }: SteerOptions,
): Promise<void> => {
  const all = await askControl<Record<string, unknown>>(
    control,
    changes ? { method: "PATCH", path: "/settings", body: changes } : { method: "GET", path: "/settings" },
  );
  const lines = Object.entries(all).map(
    ([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  report(json, all, lines.join("\n"));
};

/** Resets an account, or all. */
export const reset = async ({ json, ...control }: SteerOptions): Promise<void> => {
  await askControl(control, { method: "POST", path: "/reset" });
  const account = control.account ?? "";
  report(
    json,
    { reset: account },
    account === "*" ? "All accounts are reset." : `The account ${account} is reset.`,
  );
};
