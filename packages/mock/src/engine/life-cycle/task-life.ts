import type { Outcome } from "@task-contracts/openapi-model";
import type { Account } from "../account.ts";
import type { FormSchema } from "../../contract/form-schema.ts";
import type { Core } from "../core.ts";
import { EngineFailure } from "../failure.ts";
import type { NewDelivery } from "../callbacks/deliveries.ts";
import type { JsonObject, TaskRecord } from "../model.ts";
import type { Behavior } from "../behavior.ts";
import { assign, read, type Source, write } from "./assign.ts";
import { composePayload } from "./compose-payload.ts";
import {
  lengthOf,
  modeOf,
  type NamedTransition,
  type PreparedLifeCycle,
  type PreparedMode,
  timeName,
} from "./prepared-life-cycle.ts";
import type { Completion, Upcoming, Work, Worker } from "./worker.ts";

/** A transition of a task, with the worker's result if it completes the task. */
interface Step {
  readonly transition: NamedTransition;
  readonly work?: Work;
  /** Checks the changed task, if its result was given. */
  readonly check?: (task: TaskRecord) => Promise<void> | undefined;
}

/** What can be done with a task, and what would become of it. */
export interface TaskPreview {
  /** Whether its life cycle has a failure that can be next. */
  readonly hasFailure: boolean;
  readonly takesResponse: boolean;
  readonly takesError: boolean;
  readonly canCancel: boolean;
  /** Of the whole task. */
  readonly schema: FormSchema;
  /** The task after a generated completion. Absent if it cannot be completed now. */
  readonly completed?: {
    readonly body: JsonObject;
    /** Where its result is, if the life cycle says so. */
    readonly steps: readonly string[] | undefined;
  };
}

/** What the life cycle of the tasks of an API needs. */
export interface LifeParts {
  readonly behavior: Behavior;
  readonly worker: Worker;
}

/** Moves the tasks of one API through their life cycle: by operations, by time, and by the worker. */
export class TaskLife {
  readonly #core: Core;
  readonly #api: string;
  readonly #behavior: Behavior;
  readonly #cycle: PreparedLifeCycle;
  readonly #worker: Worker;

  constructor(core: Core, { behavior, worker }: LifeParts) {
    this.#core = core;
    this.#api = behavior.namespace;
    this.#behavior = behavior;
    this.#cycle = behavior.lifeCycle;
    this.#worker = worker;
  }

  /** Puts a new task into its initial state. Stores nothing. */
  begin(account: Account, task: TaskRecord): TaskRecord {
    const { set } = modeOf(this.#cycle, account.key);
    const body = assign(task.body, set, sourceOf(task, task.createdAt));
    return this.#enter(account, { ...task, body }, this.#cycle.initial, task.createdAt);
  }

  /** Schedules the next transition of a stored task. */
  schedule(account: Account, task: TaskRecord): void {
    const { dueAt: at, sequence } = task;
    if (at === undefined) return;
    const job = { kind: "completion", at, sequence, run: () => this.#proceed(account, task) } as const;
    // The response to the current request comes first, even if there is nothing to wait for.
    if (at <= account.now()) this.#core.scheduler.addSoon(account, job);
    else this.#core.scheduler.add(account, job);
  }

  /**
   * Makes the transition of an operation.
   *
   * @throws {EngineFailure} With the declared status if the task is in another state.
   */
  async call(account: Account, task: TaskRecord, operationId: string): Promise<TaskRecord> {
    const transition = [...this.#cycle.transitions.values()].find(({ by }) => by.includes(operationId));
    if (!transition) throw new Error(`No transition is made by ${operationId}. Check the life cycle.`);
    const { from, otherwise = 409, to } = transition;
    const changed = await this.#change(account, task, async ({ id, status }) => {
      if (from.includes(status)) return { transition };
      throw new EngineFailure(
        otherwise,
        `Only ${from.join(" or ")} tasks can be ${to}, and task ${id} is ${status}.`,
      );
    });
    return changed ?? (await this.#gone(account, task));
  }

  /**
   * Updates the properties of a task, whatever its state.
   *
   * @param edit Returns the new body for the current one.
   */
  async edit(
    account: Account,
    task: TaskRecord,
    edit: (body: JsonObject, now: number) => Promise<JsonObject>,
  ): Promise<TaskRecord> {
    const { commit, serial, store } = this.#core;
    return serial(`task ${task.id}`, async () => {
      const current = await store.getTask(this.#api, account.key, task.id);
      if (!current) return this.#gone(account, task);
      const record = { ...current, body: await edit(current.body, account.now()) };
      await commit(account, [{ put: "task", record }]);
      return record;
    });
  }

  /**
   * Completes a task as if the work had been done.
   *
   * @throws {EngineFailure} 409 if the task has already completed, 400 if it cannot complete like that.
   */
  async complete(account: Account, task: TaskRecord, completion: Completion = {}): Promise<TaskRecord> {
    this.#worker.accept?.(completion);
    const isGenerated = completion.response === undefined && completion.error === undefined;
    const prepared = isGenerated ? await this.#worker.prepare?.(task, account) : undefined;
    const changed = await this.#change(account, task, async (current) => {
      const outcome = completion.error === undefined ? "success" : "failure";
      const transition = this.#towards(current, outcome) ?? this.#towards(current, "success");
      if (!transition) throw this.#cannotComplete(current);
      if (isGenerated) return this.#stepOf(account, current, transition, prepared);
      const work = await this.#worker.work(current, account, { transition, completion });
      const check = (ended: TaskRecord): Promise<void> | undefined => this.#worker.check?.(ended, completion);
      return { ...this.#ending(transition, work), check };
    });
    return changed ?? (await this.#gone(account, task));
  }

  /** What can be done with a task now, and what a generated completion would make of it. Stores nothing. */
  async preview(account: Account, task: TaskRecord): Promise<TaskPreview> {
    const transition = this.#towards(task, "success");
    const facts = {
      hasFailure: this.#towards(task, "failure") !== undefined,
      takesResponse: this.#accepts({ response: {} }),
      takesError: this.#accepts({ error: "?" }),
      canCancel: this.#cancelOf(task) !== undefined,
      schema: this.#behavior.formSchema(task.body),
    };
    if (!transition) return facts;
    const step = await this.#stepOf(account, task, transition, undefined);
    const { body } = this.#make(account, task, step);
    const steps = step.transition.set.find(({ value }) => value.kind === "result")?.target;
    return { ...facts, completed: { body, steps } };
  }

  #accepts(completion: Completion): boolean {
    try {
      this.#worker.accept?.(completion);
      return true;
    } catch (error) {
      if (error instanceof EngineFailure) return false;
      throw error;
    }
  }

  /**
   * Cancels a task, as the operation of its API would.
   *
   * @throws {EngineFailure} 409 if no operation cancels tasks in its state.
   */
  async cancel(account: Account, task: TaskRecord): Promise<TaskRecord> {
    const operation = this.#cancelOf(task)?.by[0];
    if (operation !== undefined) return this.call(account, task, operation);
    throw new EngineFailure(
      409,
      `Task ${task.id} is ${task.status}, and no operation of its API cancels a task in this state.`,
    );
  }

  #cancelOf(task: TaskRecord): NamedTransition | undefined {
    return this.#leaving(task).find(
      ({ by, to }) => by.length > 0 && this.#cycle.states.get(to)?.outcome === "canceled",
    );
  }

  /** Completes a task at once that time would complete anyway. Undefined if it is no longer in its first state. */
  async finish(account: Account, task: TaskRecord): Promise<TaskRecord | undefined> {
    const prepared = await this.#worker.prepare?.(task, account);
    return this.#change(account, task, async (current) => {
      const transition = current.status === task.status ? this.#towards(current, "success") : undefined;
      return transition && this.#stepOf(account, current, transition, prepared);
    });
  }

  /** Lets a task that waits for polls go on: the next read finds it in its next state. */
  async poll(account: Account, task: TaskRecord): Promise<void> {
    if (task.dueAt === undefined && task.hidden?.["next"] !== undefined) await this.#proceed(account, task);
  }

  /**
   * Makes the transition that is due. Does nothing if the task is in another state by now, or entered the same state
   * again.
   *
   * @returns Whether that completed the task.
   */
  async #proceed(account: Account, planned: TaskRecord): Promise<boolean> {
    const transition = this.#planned(account, planned);
    if (!transition) return false;
    const prepared = this.#endsWork(transition) ? await this.#worker.prepare?.(planned, account) : undefined;
    const changed = await this.#change(account, planned, async (task) =>
      task.status === planned.status && task.dueAt === planned.dueAt
        ? this.#stepOf(account, task, transition, prepared)
        : undefined,
    );
    return changed !== undefined && this.#endsWork(transition);
  }

  /** The only way in which a task changes: read under its lock, decide, store with its callbacks, send, schedule. */
  async #change(
    account: Account,
    { id }: TaskRecord,
    decide: (task: TaskRecord) => Promise<Step | undefined>,
  ): Promise<TaskRecord | undefined> {
    const { commit, coverage, deliveries, serial, store } = this.#core;
    return serial(`task ${id}`, async () => {
      const task = await store.getTask(this.#api, account.key, id);
      const step = task && !account.signal.aborted ? await decide(task) : undefined;
      if (!task || !step) return undefined;
      const changed = this.#make(account, task, step);
      await step.check?.(changed);
      const calls = this.#callsOf(account, changed, step);
      for (const call of calls) await this.#checkCallback(call);
      const sent = calls.map((call) => deliveries.make(account, call));
      await commit(account, [
        { put: "task", record: changed },
        ...sent.map((record) => ({ put: "delivery", record }) as const),
      ]);
      coverage.add("transition", this.#api, step.transition.name, changed.status);
      for (const delivery of sent) await deliveries.dispatch(account, delivery);
      this.schedule(account, changed);
      return changed;
    });
  }

  async #stepOf(
    account: Account,
    task: TaskRecord,
    transition: NamedTransition,
    prepared: Work | undefined,
  ): Promise<Step> {
    if (!this.#endsWork(transition)) return { transition };
    return this.#ending(transition, prepared ?? (await this.#worker.work(task, account, { transition })));
  }

  /** The step that completes the task: the default transition, unless the work requests another. */
  #ending(natural: NamedTransition, work: Work): Step {
    if (work.transition === undefined) return { transition: natural, work };
    const transition = this.#cycle.transitions.get(work.transition);
    if (transition) return { transition, work };
    throw new Error(`There is no transition ${work.transition}. Check the life cycle.`);
  }

  #make(account: Account, task: TaskRecord, { transition, work = {} }: Step): TaskRecord {
    const now = account.now();
    const assigned = assign(task.body, transition.set, { ...sourceOf(task, now), result: work.result });
    const body = work.edit ? work.edit(assigned) : assigned;
    const remembered = this.#remember(task, transition, now);
    return this.#enter(account, { ...task, body, ...remembered }, transition.to, now);
  }

  /** Times that durations are measured from, to the millisecond: the API may show only seconds. */
  #remember({ hidden }: TaskRecord, { set }: NamedTransition, now: number): Pick<TaskRecord, "hidden"> {
    const changes = set.flatMap(({ target, value }): [string, number | undefined][] => {
      const name = timeName(target);
      return this.#cycle.rememberedTimes.has(name) ? [[name, value.kind === "now" ? now : undefined]] : [];
    });
    if (changes.length === 0) return hidden ? { hidden } : {};
    return { hidden: { ...hidden, times: { ...timesOf(hidden), ...Object.fromEntries(changes) } } };
  }

  #enter(account: Account, task: TaskRecord, state: string, now: number): TaskRecord {
    const hidden = withoutNext(task.hidden);
    const entered: TaskRecord = {
      ...withoutDueTime(task),
      status: state,
      body: write(task.body, this.#cycle.status, state),
      ...(hidden && { hidden }),
    };
    const mode = modeOf(this.#cycle, account.key);
    const declared = upcomingOf(mode, entered);
    const transitions = this.#leaving(entered);
    const upcoming = this.#worker.choose
      ? this.#worker.choose({ account, task: entered, mode, declared, transitions })
      : declared[0];
    if (!upcoming) return entered;
    const { delay, transition } = upcoming;
    if (delay === "poll") return { ...entered, hidden: { ...hidden, next: transition.name } };
    return {
      ...entered,
      dueAt: now + delay,
      ...(transition !== mode.timed.get(state)?.[0]?.transition && {
        hidden: { ...hidden, next: transition.name },
      }),
    };
  }

  #leaving({ status }: TaskRecord): readonly NamedTransition[] {
    return this.#cycle.leaving.get(status) ?? [];
  }

  /** Handles a task that is due. */
  #planned(account: Account, task: TaskRecord): NamedTransition | undefined {
    const next = task.hidden?.["next"];
    if (typeof next === "string") return this.#cycle.transitions.get(next);
    return modeOf(this.#cycle, account.key).timed.get(task.status)?.[0]?.transition;
  }

  /** The first transition that leads from the state of a task to an outcome. */
  #towards(task: TaskRecord, outcome: Outcome): NamedTransition | undefined {
    return this.#leaving(task).find(({ to }) => this.#cycle.states.get(to)?.outcome === outcome);
  }

  #endsWork({ to }: NamedTransition): boolean {
    const outcome = this.#cycle.states.get(to)?.outcome;
    return outcome === "success" || outcome === "failure";
  }

  /** The callbacks of a transition. Empty if there is no receiver. */
  #callsOf(account: Account, task: TaskRecord, { transition, work }: Step): NewDelivery[] {
    const calls: NewDelivery[] = [];
    for (const [callback, { on }] of this.#cycle.callbacks) {
      if (!on.includes(transition.name)) continue;
      const url = this.#behavior.callbackUrl(task, callback) ?? account.record.settings.defaultCallbackUrl;
      if (url === null) continue;
      const payload =
        work?.payload?.(task) ??
        composePayload(this.#behavior, { task, callback, now: account.now(), ids: this.#core.ids });
      calls.push({ task, callback, url, payload });
    }
    return calls;
  }

  /** A callback that violates the contract is sent anyway, and logged as a defect of the mock. */
  async #checkCallback({ task, callback, payload }: NewDelivery): Promise<void> {
    const problem = await this.#behavior
      .checkCallback(task, callback, payload)
      .catch((error: unknown) => `its check failed: ${String(error)}`);
    if (problem === undefined) return;
    this.#core.host.report(
      new Error(`The callback ${callback} of task ${task.id} breaks the contract: ${problem}`),
    );
  }

  async #gone(account: Account, { id }: TaskRecord): Promise<never> {
    const task = await this.#core.store.getTask(this.#api, account.key, id);
    throw task ? this.#cannotComplete(task) : new EngineFailure(409, `Task ${id} was deleted meanwhile.`);
  }

  #cannotComplete({ id, status }: TaskRecord): EngineFailure {
    const states = [...this.#cycle.leaving]
      .filter(([, transitions]) => transitions.some((transition) => this.#endsWork(transition)))
      .map(([state]) => state);
    return new EngineFailure(
      409,
      `Task ${id} is ${status}, and only ${states.join(" or ")} tasks can be completed.`,
    );
  }
}

type TimedUpcoming = Upcoming & { readonly delay: number };

/** What time could make of a task, the soonest first, and of those that are due at once the one that is declared first. */
const upcomingOf = ({ timed }: PreparedMode, { body, status }: TaskRecord): TimedUpcoming[] => {
  const all = timed.get(status) ?? [];
  const upcoming = all.map(({ transition, delay }) => ({
    transition,
    delay: lengthOf(delay, (steps) => read(body, steps)),
  }));
  return upcoming.length > 1 ? upcoming.toSorted((left, right) => left.delay - right.delay) : upcoming;
};

/** Most tasks that enter a state have none, and a copy without a property is slow. */
const withoutDueTime = (task: TaskRecord): TaskRecord => {
  if (task.dueAt === undefined) return task;
  const { dueAt: _, ...rest } = task;
  return rest;
};

/** What was planned in the state before is over. */
const withoutNext = (hidden: JsonObject | undefined): JsonObject | undefined => {
  if (hidden === undefined || !Object.hasOwn(hidden, "next")) return hidden;
  const { next: _, ...rest } = hidden;
  return rest;
};

const sourceOf = ({ hidden }: TaskRecord, now: number): Source => ({
  now,
  timeAt: (target) => timesOf(hidden)[timeName(target)],
});

const timesOf = (hidden: JsonObject | undefined): Readonly<Record<string, number | undefined>> =>
  (hidden?.["times"] ?? {}) as Record<string, number | undefined>;
