import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { act } from "../state/act.ts";
import { ofChosen } from "../state/accounts.ts";
import { contracts } from "../state/contracts.ts";
import { useLive } from "../state/live.ts";
import { go, hrefOf, route, setQuery } from "../state/route.ts";
import { appendPage, mergePages, type Rows } from "../state/merge-pages.ts";
import { timeText } from "../ui/format.ts";
import { useKeys } from "../ui/keys.ts";
import { Button, Empty, Failure, Heading, Status } from "../ui/parts.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";

type Task = Schemas["TaskDetails"];

const PAGE = 100;

const params = ({ account, taskId }: Task) => ({ path: { taskId }, query: { account } });

const keyOf = ({ account, api, taskId }: Task): string => `${account} ${api} ${taskId}`;

/** How long the text has to stay the same before it is searched for, in milliseconds. */
const SETTLING = 250;

/** A text, once it is typed. */
const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLING);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};

/** With a text it is not known how many tasks there are beyond those that were found. */
const countText = (count: number, { items, next }: Rows<Task>): string =>
  `${count}${next !== undefined && count === items.length ? " or more" : ""} tasks`;

/** The rows of a filter. */
interface List {
  readonly key: string;
  rows: Rows<Task>;
  isLoading: boolean;
}

const emptyList = (key: string): List => ({ key, rows: { items: [], next: undefined }, isLoading: false });

/** The tasks of an account, or of all, newest first, as they come. */
export const Tasks = () => {
  const { query } = route.value;
  const { api = "", status = "", text: typed = "", type = "" } = query;
  const text = useSettled(typed);
  const filter = {
    ...ofChosen(),
    ...(api !== "" && { api }),
    ...(status !== "" && { status }),
    ...(text !== "" && { text }),
    ...(type !== "" && { type }),
  };
  const key = JSON.stringify(filter);
  const loadPage = (before?: string): Promise<Schemas["TaskPage"]> =>
    dataOf(
      control.GET("/tasks", {
        params: { query: { ...filter, limit: PAGE, ...(before !== undefined && { before }) } },
      }),
    );
  /** A page of a search may be empty, and yet be followed by others. */
  const load = async (before?: string): Promise<Schemas["TaskPage"]> => {
    let page = await loadPage(before);
    while (page.tasks.length === 0 && page.next !== undefined && latest.current === key)
      page = await loadPage(page.next);
    return page;
  };
  const latest = useRef(key);
  latest.current = key;
  const rows = useRef(emptyList(""));
  const [, redraw] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const [reason, setReason] = useState("");
  const { data, error, reload } = useLive(`tasks ${key}`, ["task"], () => load());
  const merged = useMemo(() => {
    if (rows.current.key !== key) rows.current = emptyList(key);
    if (data.value)
      rows.current.rows = mergePages(
        rows.current.rows,
        { items: data.value.tasks, next: data.value.next },
        keyOf,
      );
    return rows.current.rows;
  }, [data.value, key]);
  const tasks = rows.current.key === key ? rows.current.rows.items : merged.items;

  const loadOlder = async (): Promise<void> => {
    // Those of another filter have a list of their own.
    const list = rows.current;
    const { items, next } = list.rows;
    if (next === undefined || list.isLoading || list.key !== key) return;
    list.isLoading = true;
    await act("", async () => {
      const page = await load(next);
      list.rows = appendPage(list.rows, { items: page.tasks, next: page.next }, items.at(-1), keyOf);
    });
    list.isLoading = false;
    redraw((count) => count + 1);
  };
  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const chosen = tasks.filter((task) => selected.has(keyOf(task)));
  const forChosen = async (done: string, action: (task: Task) => Promise<unknown>): Promise<void> => {
    const results = await Promise.allSettled(chosen.map(action));
    const failed = results.filter((result) => result.status === "rejected");
    await act(`${done}: ${results.length} tasks.`, async () => {
      if (failed.length > 0)
        throw new Error(
          `${failed.length} of ${results.length} failed. ${String(failed[0]?.reason?.message)}`,
        );
    });
    setSelected(new Set());
    await reload();
  };
  const open = (hash?: string): void => {
    const task = tasks[current];
    if (task)
      go(hrefOf("tasks", task.taskId, { account: task.account, ...(hash !== undefined && { focus: hash }) }));
  };
  useKeys({
    j: () => setCurrent(Math.min(tasks.length - 1, current + 1)),
    k: () => setCurrent(Math.max(0, current - 1)),
    Enter: () => open(),
    c: () => open("form"),
    x: () => {
      const task = tasks[current];
      if (task) toggle(keyOf(task));
    },
  });
  const states = [
    ...new Set(
      contracts.value
        .filter((it) => api === "" || it.api === api)
        .flatMap(({ resources }) => resources.flatMap((it) => it.states.map(({ name }) => name))),
    ),
  ];
  const types = [...new Set(tasks.map((task) => task.type))];

  return (
    <div class="fill">
      <Heading title="Tasks">
        <span class="muted" role="status">
          {data.value === undefined
            ? "Loading"
            : countText(data.value.total ?? tasks.length, rows.current.rows)}
        </span>
      </Heading>
      <div class="filters" role="search" aria-label="Filter tasks">
        <input
          id="search"
          type="search"
          placeholder="Id or text"
          aria-label="Id or text"
          value={typed}
          onInput={({ currentTarget }) => setQuery({ text: currentTarget.value })}
        />
        <Choice label="API" name="api" value={api} options={contracts.value.map((it) => it.api)} />
        <Choice label="Status" name="status" value={status} options={states} />
        <Choice
          label="Type"
          name="type"
          value={type}
          options={type === "" ? types : [...new Set([type, ...types])]}
        />
      </div>
      <Failure text={error.value} />
      {chosen.length > 0 && (
        <div class="bulk" role="region" aria-label="Selected tasks">
          <strong>{chosen.length} selected</strong>
          <Button
            primary
            onPress={() =>
              forChosen("Completed", (task) =>
                dataOf(control.POST("/tasks/{taskId}/complete", { params: params(task), body: {} })),
              )
            }
          >
            Complete
          </Button>
          <input
            type="text"
            aria-label="Reason of the failure"
            placeholder="Reason"
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Button
            disabled={reason === ""}
            onPress={() =>
              forChosen("Failed", (task) =>
                dataOf(
                  control.POST("/tasks/{taskId}/complete", { params: params(task), body: { error: reason } }),
                ),
              )
            }
          >
            Fail
          </Button>
          <Button
            danger
            onPress={() =>
              forChosen("Canceled", (task) =>
                dataOf(control.POST("/tasks/{taskId}/cancel", { params: params(task) })),
              )
            }
          >
            Cancel
          </Button>
          <Button onPress={() => setSelected(new Set())}>Clear selection</Button>
        </div>
      )}
      {data.value !== undefined && tasks.length === 0 ? (
        <Empty title="No tasks">
          <p>
            {key === "{}" ? "None was created yet." : "None matches."}{" "}
            <a href={hrefOf("overview")}>Create a sample task</a>
          </p>
        </Empty>
      ) : (
        <VirtualList
          label="Tasks"
          items={tasks}
          rowHeight={44}
          keyOf={keyOf}
          current={current}
          onEnd={loadOlder}
          head={
            <div class="task-row" role="row">
              <span role="columnheader">
                <span class="hidden">Selected</span>
              </span>
              <span role="columnheader">Status</span>
              <span role="columnheader">Task</span>
              <span role="columnheader" class="wide">
                Type
              </span>
              <span role="columnheader" class="wide">
                Account
              </span>
              <span role="columnheader" class="wide">
                Created (UTC)
              </span>
            </div>
          }
          row={(task, index) => (
            <div class="task-row" role="presentation" onClick={() => setCurrent(index)}>
              <span role="cell">
                <input
                  type="checkbox"
                  aria-label={`Select ${task.taskId}`}
                  checked={selected.has(keyOf(task))}
                  onChange={() => toggle(keyOf(task))}
                />
              </span>
              <span role="cell">
                <Status task={task} />
              </span>
              <span role="cell" class="cut">
                <a href={hrefOf("tasks", task.taskId, { account: task.account })}>
                  <bdi>{task.taskId}</bdi>
                </a>
              </span>
              <span role="cell" class="wide cut">
                {task.type} <span class="muted">{task.api}</span>
              </span>
              <span role="cell" class="wide cut">
                <bdi>{task.account}</bdi>
              </span>
              <span role="cell" class="wide">
                {timeText(task.createdAt)}
              </span>
            </div>
          )}
        />
      )}
    </div>
  );
};

const Choice = ({
  label,
  name,
  options,
  value,
}: {
  readonly label: string;
  readonly name: string;
  readonly options: readonly string[];
  readonly value: string;
}) => (
  <select
    aria-label={label}
    value={value}
    onChange={({ currentTarget }) => setQuery({ [name]: currentTarget.value })}
  >
    <option value="">{label}: all</option>
    {[...new Set(value === "" ? options : [value, ...options])].map((each) => (
      <option key={each} value={each}>
        {each || "(none)"}
      </option>
    ))}
  </select>
);
