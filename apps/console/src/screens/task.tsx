import { useEffect, useRef, useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { act } from "../state/act.ts";
import { useNow } from "../state/clock.ts";
import { contracts, resourceOf } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { chosenAccount, hrefOf, route } from "../state/route.ts";
import { CompletionPanel } from "../form/completion-panel.tsx";
import { momentsOf, Timeline } from "../diagram/timeline.tsx";
import { Body } from "../ui/body.tsx";
import { ChangedJson } from "../ui/changed-json.tsx";
import { relativeText, timeText } from "../ui/format.ts";
import { useKeys } from "../ui/keys.ts";
import { Button, Copy, DeliveryStatus, Facts, Failure, Heading, Panel, Status } from "../ui/parts.tsx";

/** The request that created the task that was shown last: it does not change once it is found. */
const creations = new Map<string, Promise<Schemas["JournalEntry"] | undefined>>();

/** The request that created a task. Each operation that may have is asked for, since polls may be thousands. */
const findCreation = (task: Schemas["TaskDetails"]): Promise<Schemas["JournalEntry"] | undefined> => {
  const key = `${task.account} ${task.api} ${task.taskId}`;
  const known = creations.get(key);
  if (known) return known;
  const creating =
    contracts.value.find(({ api }) => api === task.api)?.operations.filter(({ role }) => role === "create") ??
    [];
  const finding = Promise.all(
    creating.map(({ operation }) =>
      dataOf(
        control.GET("/requests", {
          params: { query: { account: task.account, taskId: task.taskId, operation, limit: 1 } },
        }),
      ),
    ),
  ).then((found) => found.flat().find(({ api }) => api === task.api));
  creations.clear();
  creations.set(key, finding);
  const forget = (): void => void creations.delete(key);
  finding.then((entry) => entry === undefined && forget(), forget);
  return finding;
};

const load = async (taskId: string, account: string | undefined) => {
  const query = account === undefined ? {} : { account };
  const task = await dataOf(control.GET("/tasks/{taskId}", { params: { path: { taskId }, query } }));
  const own = { account: task.account, taskId };
  const [form, deliveries, created, clock] = await Promise.all([
    dataOf(
      control.GET("/tasks/{taskId}/form", { params: { path: { taskId }, query: { account: task.account } } }),
    ),
    dataOf(control.GET("/deliveries", { params: { query: { ...own, limit: 100 } } })),
    findCreation(task),
    dataOf(control.GET("/clock", { params: { query: { account: task.account } } })),
  ]);
  return { task, form, deliveries, clock, created };
};

/** A task: its life, what it is made of, and the work that it waits for. */
export const Task = ({ id }: { readonly id: string }) => {
  const { data, error, reload } = useLive(
    `task ${id} ${chosenAccount.value}`,
    ["task", "delivery", "clock"],
    () => load(id, chosenAccount.value),
  );
  const now = useNow(data.value?.clock);
  const form = useRef<HTMLElement>(null);
  const focusForm = (): void => {
    form.current?.scrollIntoView({ block: "start" });
    form.current?.querySelector<HTMLElement>("input, textarea, select, button")?.focus();
  };
  useKeys({ c: focusForm });
  const isLoaded = data.value !== undefined;
  useEffect(() => {
    if (isLoaded && route.value.query["focus"] === "form") focusForm();
  }, [isLoaded]);
  if (!data.value)
    return error.value === undefined ? <p role="status">Loading</p> : <Failure text={error.value} />;
  const { clock, created, deliveries, task } = data.value;
  const own = { account: task.account };
  const params = { path: { taskId: id }, query: own };
  const change = async (done: string, action: () => Promise<unknown>): Promise<boolean> => {
    const isDone = await act(done, action);
    await reload();
    return isDone;
  };
  const delays = (callback: string): readonly number[] =>
    resourceOf(task)?.callbacks.find(({ name }) => name === callback)?.delays ?? [];
  return (
    <>
      <Heading
        title={task.taskId}
        trail={
          <>
            <a href={hrefOf("tasks", undefined, own)}>Tasks</a> / {task.type}
          </>
        }
      >
        <Status task={task} />
        {data.value.form.canCancel && (
          <Button
            danger
            onPress={() =>
              change("The task is canceled.", () =>
                dataOf(control.POST("/tasks/{taskId}/cancel", { params })),
              )
            }
          >
            Cancel the task
          </Button>
        )}
        <Copy text={() => task.taskId}>Copy the id</Copy>
      </Heading>
      <Failure text={error.value} />
      <Panel title="Timeline">
        <Timeline moments={momentsOf(task, deliveries, delays)} now={now ?? Date.parse(clock.now)} />
        {deliveries.length > 0 && <Attempts deliveries={deliveries} now={now ?? 0} />}
      </Panel>
      <div class="columns">
        <div>
          <section ref={form}>
            <CompletionPanel
              key={`${id} ${task.status}`}
              form={data.value.form}
              task={task}
              onComplete={(completion) =>
                change(
                  completion.error === undefined ? "The task is completed." : "The task has failed.",
                  () => dataOf(control.POST("/tasks/{taskId}/complete", { params, body: completion })),
                )
              }
            />
          </section>
          <Review
            onReview={(status) =>
              change("The review is stored.", () =>
                dataOf(control.POST("/tasks/{taskId}/review", { params, body: { status } })),
              )
            }
          />
        </div>
        <div>
          <Panel
            title="Task"
            actions={<Copy text={() => JSON.stringify(task.task, undefined, 2)}>Copy JSON</Copy>}
          >
            <Facts
              facts={[
                ["API", <a href={hrefOf("contract", task.api)}>{task.api}</a>],
                ["Account", <bdi>{task.account}</bdi>],
                ["Created", `${timeText(task.createdAt)} UTC`],
                ...(task.dueAt === undefined
                  ? []
                  : [["Next status", `${timeText(task.dueAt)} UTC`] as const]),
              ]}
            />
            <ChangedJson
              label="Task as JSON, with what changed since it was created"
              before={createdTask(created, task)}
              after={task.task}
            />
          </Panel>
          <Panel title="Request as sent">
            {created ? (
              <Body label="Body of the request" body={created.requestBody} />
            ) : (
              <p class="muted">The journal does not have it any more.</p>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
};

/** The task as the response to its request had it, perhaps in an envelope. */
const createdTask = (
  created: Schemas["JournalEntry"] | undefined,
  { task }: Schemas["TaskDetails"],
): unknown => {
  const body: unknown = created?.responseBody;
  const candidates = [body, ...Object.values(Object(body) as object)];
  const names = Object.keys(task);
  return candidates.find(
    (each: unknown) =>
      names.length > 0 &&
      names.filter((name) => Object.hasOwn(Object(each) as object, name)).length > names.length / 2,
  );
};

const Attempts = ({
  deliveries,
  now,
}: {
  readonly deliveries: readonly Schemas["Delivery"][];
  readonly now: number;
}) => (
  <div class="scroll">
    <table aria-label="Callbacks of the task">
      <thead>
        <tr>
          <th scope="col">Callback</th>
          <th scope="col">Status</th>
          <th scope="col">Attempts</th>
          <th scope="col">Last response</th>
          <th scope="col">Next attempt</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => {
          const last = delivery.attempts.at(-1);
          return (
            <tr key={delivery.deliveryId}>
              <th scope="row">
                <a href={hrefOf("callbacks", delivery.deliveryId, { account: delivery.account })}>
                  {delivery.callback}
                </a>
                {delivery.repeatOf !== undefined && <span class="muted"> sent again</span>}
              </th>
              <td>
                <DeliveryStatus status={delivery.status} />
              </td>
              <td>{delivery.attempts.length}</td>
              <td>{last ? (last.error ?? last.status) : "none"}</td>
              <td>
                {delivery.nextAttemptAt === undefined
                  ? "none"
                  : relativeText(Date.parse(delivery.nextAttemptAt) - now)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);

const Review = ({ onReview }: { readonly onReview: (status: string) => Promise<boolean> }) => {
  const [status, setStatus] = useState("accepted");
  return (
    <Panel title="Review">
      <p class="help">Lists of tasks can be filtered by the review of the customer.</p>
      <div class="actions">
        <input
          type="text"
          list="reviews"
          aria-label="Outcome of the review"
          value={status}
          onInput={({ currentTarget }) => setStatus(currentTarget.value)}
        />
        <datalist id="reviews">
          {["accepted", "fixed", "commented", "rejected", "pending"].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </datalist>
        <Button disabled={status === ""} onPress={() => onReview(status)}>
          Store the review
        </Button>
      </div>
    </Panel>
  );
};
