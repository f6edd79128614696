import { useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { account, ofChosen } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { useNow } from "../state/clock.ts";
import { useLive } from "../state/live.ts";
import { go, hrefOf, route, setQuery } from "../state/route.ts";
import { relativeText, timeText } from "../ui/format.ts";
import { useKeys } from "../ui/keys.ts";
import { Copy, DeliveryStatus, Empty, Failure, Heading, HttpStatus, Panel } from "../ui/parts.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";

type Delivery = Schemas["Delivery"];

/** At most this many are shown: the newest. */
const SHOWN = 1000;

const load = async (chosen: { readonly account?: string }) => {
  const deliveries = await dataOf(
    control.GET("/deliveries", { params: { query: { ...chosen, limit: SHOWN } } }),
  );
  return {
    deliveries: deliveries.toReversed(),
    clock: await dataOf(control.GET("/clock", { params: { query: chosen } })),
  };
};

const statuses = ["pending", "succeeded", "failed"] as const;

/** The callbacks, newest first, and a receiver for those who have none. */
export const Callbacks = () => {
  const chosen = ofChosen();
  const { status = "", text = "" } = route.value.query;
  const { data, error } = useLive(`callbacks ${chosen.account}`, ["delivery", "clock"], () => load(chosen));
  const now = useNow(data.value?.clock);
  const [current, setCurrent] = useState(0);
  const found = (data.value?.deliveries ?? []).filter(
    (delivery) => (status === "" || delivery.status === status) && contains(delivery, text),
  );
  useKeys({
    j: () => setCurrent(Math.min(found.length - 1, current + 1)),
    k: () => setCurrent(Math.max(0, current - 1)),
    Enter: () => {
      const delivery = found[current];
      if (delivery) go(hrefOf("callbacks", delivery.deliveryId, { account: delivery.account }));
    },
  });
  return (
    <div class="fill">
      <Heading title="Callbacks">
        <span class="muted" role="status">
          {data.value === undefined ? "Loading" : `${found.length} callbacks`}
        </span>
      </Heading>
      <ReceiverPanel />
      <div class="filters" role="search" aria-label="Filter callbacks">
        <input
          id="search"
          type="search"
          placeholder="Task id, URL or name"
          aria-label="Task id, URL or name"
          value={text}
          onInput={({ currentTarget }) => setQuery({ text: currentTarget.value })}
        />
        <select
          aria-label="Status"
          value={status}
          onChange={({ currentTarget }) => setQuery({ status: currentTarget.value })}
        >
          <option value="">Status: all</option>
          {statuses.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <Failure text={error.value} />
      {data.value !== undefined && found.length === 0 ? (
        <Empty title="No callbacks">
          <p>
            A callback is sent when a task ends that has a callback URL. That of the receiver above will do.
          </p>
        </Empty>
      ) : (
        <VirtualList
          label="Callbacks"
          items={found}
          rowHeight={44}
          keyOf={({ deliveryId }) => deliveryId}
          current={current}
          head={
            <div class="callback-row" role="row">
              <span role="columnheader">Status</span>
              <span role="columnheader">Callback</span>
              <span role="columnheader" class="wide">
                Task
              </span>
              <span role="columnheader" class="wide">
                URL
              </span>
              <span role="columnheader">Attempts</span>
              <span role="columnheader" class="wide">
                Next attempt
              </span>
            </div>
          }
          row={(delivery, index) => (
            <div class="callback-row" role="presentation" onClick={() => setCurrent(index)}>
              <span role="cell">
                <DeliveryStatus status={delivery.status} />
              </span>
              <span role="cell" class="cut">
                <a
                  href={hrefOf("callbacks", delivery.deliveryId, { account: delivery.account })}
                  aria-label={`${delivery.callback} of task ${delivery.taskId}`}
                >
                  {delivery.callback}
                </a>
              </span>
              <span role="cell" class="wide cut">
                <a href={hrefOf("tasks", delivery.taskId, { account: delivery.account })}>
                  {delivery.taskId}
                </a>
              </span>
              <span role="cell" class="wide cut">
                <bdi>{delivery.url}</bdi>
              </span>
              <span role="cell">
                {delivery.attempts.length} <LastResponse delivery={delivery} />
              </span>
              <span role="cell" class="wide cut">
                {delivery.nextAttemptAt === undefined ? "" : nextText(delivery.nextAttemptAt, now)}
              </span>
            </div>
          )}
        />
      )}
    </div>
  );
};

const nextText = (at: string, now: number | undefined): string =>
  now === undefined ? timeText(at) : relativeText(Date.parse(at) - now);

const LastResponse = ({ delivery: { attempts } }: { readonly delivery: Delivery }) => {
  const last = attempts.at(-1);
  return last ? <HttpStatus {...last} /> : null;
};

const contains = ({ callback, taskId, url }: Delivery, text: string): boolean =>
  [callback, taskId, url].some((each) => each.toLowerCase().includes(text.toLowerCase()));

/** What a receiver can respond with. 410 says that the client is gone for good, to services that know it. */
const responses = [200, 204, 400, 401, 404, 410, 429, 500, 503];

/** A receiver in this server, and the status that it responds with. */
const ReceiverPanel = () => {
  const key = account.value;
  const params = { query: { account: key } };
  const { data, reload } = useLive(`receiver ${key}`, [], () => dataOf(control.GET("/receiver", { params })));
  if (!data.value) return null;
  const { status, url } = data.value;
  const change = async (next: number): Promise<void> => {
    await act(`The receiver responds with ${next} now.`, () =>
      dataOf(control.PATCH("/receiver", { params, body: { status: next } })),
    );
    await reload();
  };
  return (
    <Panel title="Your receiver">
      <p class="muted">
        If your application receives no callbacks yet, use this URL of the mock as the callback URL: what
        arrives is listed here, and you choose how it is received.
      </p>
      <div class="copy-line">
        <code class="cut">{url}</code> <Copy text={() => url}>Copy the URL</Copy>
        <label>
          responds with{" "}
          <select
            aria-label="Status of the receiver"
            value={String(status)}
            onChange={({ currentTarget }) => void change(Number(currentTarget.value))}
          >
            {[...new Set([status, ...responses])]
              .toSorted((left, right) => left - right)
              .map((each) => (
                <option key={each} value={String(each)}>
                  {each}
                </option>
              ))}
          </select>
        </label>
      </div>
    </Panel>
  );
};
