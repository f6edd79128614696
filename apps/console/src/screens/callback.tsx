import { control, dataOf } from "../api/client.ts";
import { act } from "../state/act.ts";
import { useNow } from "../state/clock.ts";
import { useLive } from "../state/live.ts";
import { go, hrefOf } from "../state/route.ts";
import { Body, Headers } from "../ui/body.tsx";
import { curlOf } from "../ui/curl.ts";
import { relativeText, timeText } from "../ui/format.ts";
import { Button, Copy, DeliveryStatus, Facts, Failure, Heading, HttpStatus, Panel } from "../ui/parts.tsx";

const load = async (deliveryId: string) => {
  const delivery = await dataOf(
    control.GET("/deliveries/{deliveryId}", { params: { path: { deliveryId } } }),
  );
  const query = { account: delivery.account };
  return { delivery, clock: await dataOf(control.GET("/clock", { params: { query } })) };
};

/** A callback: what is sent, to whom, how it was received, and when it is sent again. */
export const Callback = ({ id }: { readonly id: string }) => {
  const { data, error, reload } = useLive(`callback ${id}`, ["delivery", "clock"], () => load(id));
  const now = useNow(data.value?.clock);
  if (!data.value)
    return error.value === undefined ? <p role="status">Loading</p> : <Failure text={error.value} />;
  const { delivery } = data.value;
  const params = { path: { deliveryId: id } };
  const own = { account: delivery.account };
  const change = async (done: string, action: () => Promise<unknown>): Promise<void> => {
    await act(done, action);
    await reload();
  };
  const replay = async (): Promise<void> => {
    await act("The callback is sent again.", async () => {
      const again = await dataOf(control.POST("/deliveries/{deliveryId}/replay", { params }));
      go(hrefOf("callbacks", again.deliveryId, own));
    });
  };
  const curl = (): string =>
    curlOf({
      method: delivery.method ?? "POST",
      url: delivery.url,
      headers: delivery.headers ?? {},
      ...(delivery.body !== undefined && { body: delivery.body }),
    });
  return (
    <>
      <Heading
        title={delivery.callback}
        trail={
          <>
            <a href={hrefOf("callbacks", undefined, own)}>Callbacks</a> / {delivery.deliveryId}
          </>
        }
      >
        <DeliveryStatus status={delivery.status} />
        {delivery.status === "pending" && (
          <>
            <Button
              primary
              onPress={() =>
                change("The callback is sent now.", () =>
                  dataOf(control.POST("/deliveries/{deliveryId}/retry", { params })),
                )
              }
            >
              Retry now
            </Button>
            <Button
              danger
              onPress={() =>
                change("The callback is given up.", () =>
                  dataOf(control.POST("/deliveries/{deliveryId}/give-up", { params })),
                )
              }
            >
              Give up
            </Button>
          </>
        )}
        <Button onPress={replay}>Send again</Button>
        <Copy text={curl}>Copy as cURL</Copy>
      </Heading>
      <Failure text={error.value} />
      <Panel title="Delivery">
        <Facts
          facts={[
            ["Task", <a href={hrefOf("tasks", delivery.taskId, own)}>{delivery.taskId}</a>],
            [
              "URL",
              <code>
                <bdi>{delivery.url}</bdi>
              </code>,
            ],
            ["Created", `${timeText(delivery.createdAt)} UTC`],
            [
              "Next attempt",
              delivery.nextAttemptAt === undefined
                ? "none"
                : `${timeText(delivery.nextAttemptAt)} UTC, ${relativeText(Date.parse(delivery.nextAttemptAt) - (now ?? 0))}`,
            ],
            ...(delivery.repeatOf === undefined
              ? []
              : [
                  [
                    "Repeats",
                    <a href={hrefOf("callbacks", delivery.repeatOf, own)}>{delivery.repeatOf}</a>,
                  ] as const,
                ]),
          ]}
        />
        <div class="scroll">
          <table aria-label="Attempts">
            <thead>
              <tr>
                <th scope="col">Attempt</th>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Response</th>
                <th scope="col">Took</th>
                <th scope="col">Body of the response</th>
              </tr>
            </thead>
            <tbody>
              {delivery.attempts.map((attempt, index) => (
                <tr key={index}>
                  <th scope="row">{index + 1}</th>
                  <td>{timeText(attempt.at)}</td>
                  <td>
                    <HttpStatus {...attempt} />
                  </td>
                  <td>{attempt.latencyMs} ms</td>
                  <td class="text">
                    <bdi>{attempt.responseBody ?? ""}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {delivery.attempts.length === 0 && <p class="muted">It was not sent yet.</p>}
      </Panel>
      <Panel title="Headers">
        <Headers
          label="Headers of the callback"
          headers={delivery.headers ?? { "content-type": delivery.mediaType }}
        />
      </Panel>
      <Panel title="Payload">
        <Body label="Payload of the callback" body={delivery.payload} />
      </Panel>
    </>
  );
};
