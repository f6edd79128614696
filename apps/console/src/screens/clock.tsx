import { useState } from "preact/hooks";
import { control, dataOf, type Schemas } from "../api/client.ts";
import { account } from "../state/accounts.ts";
import { act } from "../state/act.ts";
import { useNow } from "../state/clock.ts";
import { useLive } from "../state/live.ts";
import { hrefOf } from "../state/route.ts";
import { relativeText, timeText } from "../ui/format.ts";
import { Button, Empty, Failure, Heading, Panel } from "../ui/parts.tsx";

/** At most this many are listed: the next ones. */
const LISTED = 200;

const load = async (key: string) => {
  const query = { account: key };
  const [clock, upcoming] = await Promise.all([
    dataOf(control.GET("/clock", { params: { query } })),
    dataOf(control.GET("/clock/upcoming", { params: { query: { ...query, limit: LISTED } } })),
  ]);
  return { clock, upcoming };
};

/** The clock of an account, and what it will make happen. */
export const Clock = () => {
  const key = account.value;
  const { data, error, reload } = useLive(`clock ${key}`, ["clock", "task", "delivery"], () => load(key));
  const now = useNow(data.value?.clock);
  const [target, setTarget] = useState("");
  const params = { query: { account: key } };
  const change = async (
    action: () => Promise<Schemas["Clock"] | Schemas["ClockAdvanced"]>,
  ): Promise<void> => {
    await act("", async () => {
      const clock = await action();
      await act(doneText(clock), async () => undefined);
    });
    await reload();
  };
  const advance = (hours: number) => () =>
    change(() => dataOf(control.POST("/clock/advance", { params: { query: { account: key, hours } } })));
  if (!data.value)
    return error.value === undefined ? <p role="status">Loading</p> : <Failure text={error.value} />;
  const { clock, upcoming } = data.value;
  return (
    <>
      <Heading title="Clock" trail={<bdi>{key}</bdi>} />
      <Failure text={error.value} />
      <Panel title="Now">
        <p class="clock">
          <time dateTime={clock.now}>{timeText(new Date(now ?? Date.parse(clock.now)).toISOString())}</time>{" "}
          UTC{" "}
          <span class={`badge ${clock.frozen ? "canceled" : "success"}`}>
            {clock.frozen ? "frozen" : "running"}
          </span>
        </p>
        <p class="help">
          Tasks complete and callbacks are retried on this clock. When it is advanced, everything on the way
          happens, in order.
        </p>
        <div class="actions">
          {clock.frozen ? (
            <Button onPress={() => change(() => dataOf(control.POST("/clock/resume", { params })))}>
              Resume
            </Button>
          ) : (
            <Button onPress={() => change(() => dataOf(control.POST("/clock/freeze", { params })))}>
              Freeze
            </Button>
          )}
          <Button onPress={advance(1)}>+1 h</Button>
          <Button onPress={advance(24)}>+24 h</Button>
          <Button
            primary
            disabled={upcoming.length === 0}
            onPress={() => change(() => dataOf(control.POST("/clock/next", { params })))}
          >
            To the next event
          </Button>
          <Button onPress={() => change(() => dataOf(control.POST("/clock/real-time", { params })))}>
            Back to real time
          </Button>
        </div>
        <form
          class="actions"
          onSubmit={(event) => {
            event.preventDefault();
            void change(() =>
              dataOf(
                control.POST("/clock/set", {
                  params,
                  body: { now: `${target.length === 16 ? `${target}:00` : target}Z` },
                }),
              ),
            );
          }}
        >
          <label>
            To a date (UTC){" "}
            <input
              type="datetime-local"
              step={1}
              required
              value={target}
              onInput={({ currentTarget }) => setTarget(currentTarget.value)}
            />
          </label>
          <button type="submit" class="button">
            Set
          </button>
        </form>
      </Panel>
      <Panel title="What happens next">
        {upcoming.length === 0 ? (
          <Empty title="Nothing is due">
            <p>Tasks that wait for a person, a request or a poll are not on the clock.</p>
          </Empty>
        ) : (
          <div class="scroll">
            <table aria-label="Upcoming events">
              <thead>
                <tr>
                  <th scope="col">When</th>
                  <th scope="col">Time (UTC)</th>
                  <th scope="col">What</th>
                  <th scope="col">Task</th>
                </tr>
              </thead>
              <tbody>
                {upcoming.map((event) => (
                  <tr key={`${event.taskId} ${event.deliveryId ?? ""}`}>
                    <td>{relativeText(Date.parse(event.at) - (now ?? 0))}</td>
                    <td>{timeText(event.at)}</td>
                    <td>
                      {event.kind === "completion" ? (
                        "The task changes its status"
                      ) : (
                        <a href={hrefOf("callbacks", event.deliveryId ?? "", { account: key })}>
                          Attempt {event.attempt} of a callback
                        </a>
                      )}
                    </td>
                    <td>
                      <a href={hrefOf("tasks", event.taskId, { account: key })}>{event.taskId}</a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </>
  );
};

const doneText = (clock: Schemas["Clock"] | Schemas["ClockAdvanced"]): string => {
  const time = `${timeText(clock.now)} UTC${clock.frozen ? ", frozen" : ""}`;
  if (!("attempts" in clock)) return `It is ${time}.`;
  return `It is ${time}. On the way: ${clock.completions} completions, ${clock.attempts} attempts.`;
};
