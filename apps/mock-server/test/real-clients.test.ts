import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { newKey, send } from "./support/send.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

interface ParsedResponse {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What a client of these years sent, byte by byte: the request line, its own headers, and the body. */
const sendBytes = async (
  key: string,
  line: string,
  headers: readonly string[] = [],
  body = "",
): Promise<ParsedResponse> => {
  const socket = connect(server.mock.port, "127.0.0.1");
  await once(socket, "connect");
  const head = [
    `${line} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: close",
    `Authorization: Basic ${Buffer.from(`${key}:`).toString("base64")}`,
    ...headers,
    ...(body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  const received = await text(socket);
  const [start = "", ...rest] = received.split("\r\n\r\n");
  return {
    status: Number(start.split(" ")[1]),
    body: JSON.parse(rest.join("\r\n\r\n")) as Record<string, unknown>,
  };
};

/** As Python's requests sends `json=`. */
const python = ["User-Agent: python-requests/2.18.4", "Accept: */*", "Content-Type: application/json"];

/** As curl sends `-d`. */
const curl = ["User-Agent: curl/7.54.0", "Accept: */*", "Content-Type: application/x-www-form-urlencoded"];

const account = async (changes: object = {}): Promise<string> => {
  const key = newKey();
  const { status } = await send(server.mock, `PATCH /_mock/settings?account=${key}`, {
    json: { defaultCallbackUrl: "http://127.0.0.1:9/default", ...changes },
  });
  expect(status).toBe(200);
  return key;
};

const read = async (key: string, { body }: ParsedResponse): Promise<Record<string, unknown>> =>
  (await send(server.mock, `GET /v1/task/${String(body["task_id"])}`, { key })).body;

describe("null in a JSON request means that an optional property is absent:", () => {
  test.for<[string, string, string, object]>([
    [
      "every one of an annotation",
      "annotation",
      '{"callback_url": null, "instruction": null, "attachment_type": null, "attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"], "with_labels": null, "min_width": null, "min_height": null, "examples": null, "urgency": null, "metadata": null}',
      { attachment_type: "image", with_labels: false, min_width: 0, min_height: 0 },
    ],
    [
      "one in an object in a list",
      "annotation",
      '{"attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"], "examples": [{"correct": true, "image": "http://files.example/b.jpg", "explanation": null}]}',
      { examples: [{ correct: true, image: "http://files.example/b.jpg" }] },
    ],
    [
      "fields beside choices",
      "comparison",
      '{"instruction": "Same?", "attachment_type": "text", "attachments": ["a", "b"], "choices": ["yes", "no"], "fields": null}',
      { choices: ["yes", "no"] },
    ],
    [
      "phrases and verbatim",
      "audiotranscription",
      '{"attachment": "http://files.example/a.mp3", "attachment_type": "audio", "phrases": null, "verbatim": null, "instruction": null}',
      { verbatim: false },
    ],
  ])("%s", async ([, type, body, params]) => {
    const key = await account();
    const answer = await sendBytes(key, `POST /v1/task/${type}`, python, body);
    expect(answer).toMatchObject({
      status: 200,
      body: { callback_url: "http://127.0.0.1:9/default", urgency: "day", metadata: {}, params },
    });
    expect(JSON.stringify(answer.body)).not.toContain("null");
    await server.mock.account(key).waitForCallback(String(answer.body["task_id"]));
    const task = await read(key, answer);
    expect(task["status"]).toBe("completed");
    expect(JSON.stringify(task)).not.toContain("null");
  });

  test("an empty list or map beside what takes its place is absent, too", async () => {
    const key = await account();
    const shared = '"instruction": "Same?", "attachment_type": "text", "attachments": ["a", "b"]';
    const answers = await Promise.all(
      [
        `{${shared}, "choices": ["yes"], "fields": {}}`,
        `{${shared}, "choices": [], "fields": {"a": "b"}}`,
      ].map((body) => sendBytes(key, "POST /v1/task/comparison", python, body)),
    );
    expect(answers.map(({ body }) => body["params"])).toEqual([
      { attachment_type: "text", attachments: ["a", "b"], choices: ["yes"] },
      { attachment_type: "text", attachments: ["a", "b"], fields: { a: "b" } },
    ]);
  });

  test.for<[string, string, string]>([
    ["a required property", '"attachment": null, "objects_to_annotate": ["car"]', "attachment is null"],
    [
      "a value of a map",
      '"attachment": "http://a.example/", "objects_to_annotate": [null]',
      "objects_to_annotate[0] is null",
    ],
  ])("but %s may not be null", async ([, properties, error]) => {
    const answer = await sendBytes(await account(), "POST /v1/task/annotation", python, `{${properties}}`);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(error) as string } });
  });

  test("and the default of the account takes the place of a callback_url only if there is one", async () => {
    const body =
      '{"callback_url": null, "attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"]}';
    expect(await sendBytes(newKey(), "POST /v1/task/annotation", python, body)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining("callback_url is missing") as string },
    });
  });
});

describe("a list by times", () => {
  test.for([
    "start_time=2017-08-15T10:00:00.123456",
    "start_time=2017-08-15+10%3A00%3A00.123456",
    "start_time=2017-08-15%2010:00:00",
    "start_time=2017-08-15T10:00",
    "start_time=2017-08-15T10:00:00%2B00:00",
    "start_time=2017-08-15T10:00:00-0700&end_time=2100-01-01",
  ])("takes ?%s", async (query) => {
    const key = await account();
    const made = await sendBytes(
      key,
      "POST /v1/task/annotation",
      python,
      '{"attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"]}',
    );
    expect(made.status).toBe(200);
    expect(await sendBytes(key, `GET /v1/tasks?${query}`)).toMatchObject({ status: 200, body: { total: 1 } });
  });

  test("takes a time without a zone for UTC", async () => {
    const key = newKey("live");
    const { clock } = server.mock.account(key);
    const now = (await clock.freeze()).now;
    await sendBytes(
      key,
      "POST /v1/task/annotation",
      python,
      '{"callback_url": "http://127.0.0.1:9/", "attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"]}',
    );
    const local = now.replace("Z", "").replace("T", "%20");
    const inside = await sendBytes(key, `GET /v1/tasks?start_time=${local}&end_time=${local}`);
    const after = await sendBytes(key, `GET /v1/tasks?start_time=${local}001`);
    expect([inside.body["total"], after.body["total"]]).toEqual([1, 0]);
  });

  test("hints at %2B where the plus of a zone was not encoded", async () => {
    const { status, body } = await sendBytes(
      newKey(),
      "GET /v1/tasks?start_time=2017-08-15T10:00:00.123456+00:00",
    );
    expect(status).toBe(400);
    expect(body["error"]).toBe(
      'start_time is "2017-08-15T10:00:00.123456 00:00", but must be a date such as 2026-03-01, or a time such as 2026-03-01T09:30:00Z. A "+" that is not encoded means a blank: write the one of the zone as %2B.',
    );
  });
});

test("POST /task/categorize creates a categorization task, as in the beta, and sends its callback", async () => {
  const key = await account();
  const body =
    "callback_url=http://127.0.0.1:9/&instruction=Is this object big or small?&attachment_type=text&attachment=ant&categories[]=big&categories[]=small";
  const answer = await sendBytes(key, "POST /v1/task/categorize", curl, body);
  expect(answer).toMatchObject({ status: 200, body: { type: "categorization", status: "pending" } });
  const delivery = await server.mock.account(key).waitForCallback(String(answer.body["task_id"]));
  expect(delivery).toMatchObject({ payload: { task_id: answer.body["task_id"] } });
});

describe("a transcription", () => {
  const shared =
    '"instruction": "Copy each line.", "attachment_type": "image", "attachment": "http://files.example/a.jpg"';
  const asked = { item: "What was bought", price: "What it cost" };

  test.for<[string, string]>([
    ["repeatable_fields", "repeatable_fields"],
    ["row_fields", "rows"],
  ])("may ask for %s instead of fields, and is answered with %s", async ([name, answered]) => {
    const key = await account();
    const body = `{${shared}, "${name}": ${JSON.stringify(asked)}}`;
    const made = await sendBytes(key, "POST /v1/task/transcription", python, body);
    expect(made).toMatchObject({ status: 200, body: { params: { [name]: asked } } });
    await server.mock.account(key).waitForCallback(String(made.body["task_id"]));
    const { response } = (await read(key, made)) as { response: Record<string, object[]> };
    expect(Object.keys(response)).toEqual([answered]);
    expect(response[answered]?.map((each) => Object.keys(each))).toContainEqual(["item", "price"]);
  });

  test("may ask for repeatable_fields beside fields, in a form as well", async () => {
    const key = await account();
    const body =
      "instruction=Copy&attachment_type=image&attachment=http://files.example/a.jpg&fields[total]=The sum&repeatable_fields[item]=What was bought";
    const made = await sendBytes(key, "POST /v1/task/transcription", curl, body);
    expect(made).toMatchObject({
      status: 200,
      body: { params: { fields: { total: "The sum" }, repeatable_fields: { item: "What was bought" } } },
    });
  });

  test("must ask for one of them", async () => {
    const answer = await sendBytes(await account(), "POST /v1/task/transcription", python, `{${shared}}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: "Send at least one of fields, repeatable_fields and row_fields." },
    });
  });
});

test("a response may have the category_id null, as the service sent it", async () => {
  const key = newKey("live");
  const body =
    '{"callback_url": "http://127.0.0.1:9/", "instruction": "Which?", "attachment_type": "text", "attachment": "x", "categories": ["private", "public"]}';
  const made = await sendBytes(key, "POST /v1/task/categorization", python, body);
  const response = { category: "private", category_id: null };
  await server.mock.account(key).completeTask(String(made.body["task_id"]), { response });
  expect(await read(key, made)).toMatchObject({ status: "completed", response });
});

test("customer_review_status may list several outcomes, any of which will do", async () => {
  const key = newKey("live");
  const ids: string[] = [];
  for (const review of ["accepted", "fixed", "rejected", undefined]) {
    const made = await sendBytes(
      key,
      "POST /v1/task/annotation",
      python,
      '{"callback_url": "http://127.0.0.1:9/", "attachment": "http://files.example/a.jpg", "objects_to_annotate": ["car"]}',
    );
    const id = String(made.body["task_id"]);
    ids.push(id);
    if (review === undefined) continue;
    await server.mock.account(key).completeTask(id);
    await send(server.mock, `POST /_mock/tasks/${id}/review?account=${key}`, { json: { status: review } });
  }
  const found = async (query: string): Promise<string[]> => {
    const { body } = await sendBytes(key, `GET /v1/tasks?customer_review_status=${query}`);
    return (body["docs"] as { task_id: string }[]).map(({ task_id: id }) => id).toReversed();
  };
  expect(await found("accepted,fixed")).toEqual(ids.slice(0, 2));
  expect(await found("accepted%2Cfixed")).toEqual(ids.slice(0, 2));
  expect(await found("rejected")).toEqual(ids.slice(2, 3));
  expect(await found("accepted,%20rejected")).toEqual([ids[0], ids[2]]);
});
