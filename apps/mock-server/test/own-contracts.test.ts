import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Explanation } from "@task-contracts/mock/explain-contract";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type ContractOption,
  MockError,
  type MockServer,
  startCallbackReceiver,
  startMockServer,
} from "../src/index.ts";
import { linesOf, runBin } from "./support/run-bin.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../packages/mock/test/fixtures/${name}.yaml`, import.meta.url));

const transcripts = fixture("transcripts");

const serve = async (contracts: readonly ContractOption[], options: object = {}): Promise<MockServer> => {
  const mock = await startMockServer({ contracts, ...options });
  onTestFinished(() => mock.close());
  return mock;
};

const call = async (
  mock: MockServer,
  line: string,
  json?: object,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
  const [method = "", path = ""] = line.split(" ");
  const response = await fetch(mock.url() + path, {
    method,
    headers: { authorization: "live_key", ...(json && { "content-type": "application/json" }) },
    ...(json && { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const audio = { audio_url: "https://shop.example/a.mp3" };

/** Writes files into a folder of their own, and returns where it is. */
const write = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
};

const head = "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\n";

describe("a description of your own is mocked", () => {
  test("at the root, at its id, and below the path of its server, callbacks with retries included", async () => {
    const callbacks = await startCallbackReceiver();
    onTestFinished(() => callbacks.close());
    const mock = await serve([{ file: transcripts }]);
    const account = mock.account("live_key");
    await account.clock.freeze();
    callbacks.answerWith(500);

    const created = await call(mock, "POST /transcripts", { ...audio, webhook_url: callbacks.url });
    expect(created).toMatchObject({ status: 200, body: { status: "queued", ...audio } });
    const id = String(created.body["id"]);
    await account.clock.advance({ seconds: 2 });
    for (const path of [`/transcripts/${id}`, `/v2/transcripts/${id}`, `/transcripts/transcripts/${id}`]) {
      expect(await call(mock, `GET ${path}`)).toMatchObject({ status: 200, body: { status: "completed" } });
    }
    await expect.poll(() => callbacks.received.length).toBe(1);
    callbacks.answerWith(200);
    await account.clock.advance({ hours: 1 });

    expect(callbacks.received.map(({ body }) => body)).toMatchObject([
      { id, status: "completed" },
      { id, status: "completed" },
    ]);
    expect(await account.deliveries({ taskId: id })).toMatchObject([{ status: "succeeded" }]);
  });

  test("also if it is split over files", async () => {
    const folder = await write({
      "openapi.yaml": `${head}paths:\n  /orders:\n    $ref: paths/orders.yaml\n  /orders/{id}:\n    $ref: paths/order.yaml\n`,
      "paths/orders.yaml":
        "post:\n  requestBody: { content: { application/json: { schema: { $ref: ../schemas.json#/Order } } } }\n  responses: { 201: { description: Made., content: { application/json: { schema: { $ref: ../schemas.json#/Order } } } } }\n",
      "paths/order.yaml":
        "parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]\nget:\n  responses: { 200: { description: One., content: { application/json: { schema: { $ref: ../schemas.json#/Order } } } } }\n",
      "schemas.json": JSON.stringify({
        Order: {
          type: "object",
          required: ["id", "title"],
          properties: { id: { type: "integer", readOnly: true }, title: { type: "string" } },
        },
      }),
    });
    const mock = await serve([{ file: join(folder, "openapi.yaml") }]);

    const { status, body } = await call(mock, "POST /orders", { title: "Lamp" });

    expect({ status, body }).toMatchObject({ status: 201, body: { title: "Lamp" } });
    expect(mock.apis).toEqual(["shop"]);
    expect(await call(mock, `GET /shop/orders/${String(body["id"])}`)).toEqual({ status: 200, body });
    expect((await call(mock, "GET /orders/424242")).status).toBe(404);
  });

  test("beside others, each at its id", async () => {
    const mock = await serve([{ file: transcripts }, { id: "studio", file: fixture("renders") }]);

    expect(mock.apis).toEqual(["transcripts", "studio"]);
    expect((await call(mock, "POST /transcripts/transcripts", audio)).status).toBe(200);
    expect((await call(mock, "POST /studio/v1/text_to_image", { prompt: "A lamp." })).status).toBe(200);
    expect((await call(mock, "POST /transcripts", audio)).status).toBe(404);
  });

  test.for<[string, Record<string, string>, string, object, string]>([
    ["transcripts", { authorization: "live_key" }, "/transcripts", audio, "completed"],
    ["exports", { authorization: "Bearer live_key" }, "/projects", { data: { name: "Q" } }, "present"],
    ["renders", { cookie: "session=live_key" }, "/v1/text_to_video", { prompt: "A lamp" }, "SUCCEEDED"],
  ])("and %s outlive a restart with a file, and go on", async ([name, headers, path, body, end]) => {
    const store = `sqlite:${join(temporaryFolder(), "tasks.db")}`;
    const first = await startMockServer({ contracts: [{ file: fixture(name) }], store });
    await first.account("live_key").clock.freeze();
    const created = await fetch(first.url() + path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(Math.floor(created.status / 100)).toBe(2);
    const before = await first.account("live_key").tasks();
    expect(before.total).toBe(1);
    await first.close();

    const second = await serve([{ file: fixture(name) }], { store });
    expect(await second.account("live_key").tasks()).toEqual(before);
    await second.account("live_key").clock.advance({ seconds: 5 });
    expect((await second.account("live_key").tasks()).tasks).toMatchObject([{ status: end }]);
  });
});

describe("what cannot be mocked is refused with a sentence", () => {
  test.for<[string, Readonly<Record<string, string>>, ContractOption, RegExp]>([
    ["no such file", {}, { file: "openapi.yaml" }, /^There is no file .*openapi\.yaml\.$/],
    ["a folder", {}, { file: "." }, / is no file\. Give the file that the description begins with\.$/],
    [
      "broken YAML",
      { "a.yaml": "openapi: [3.0.0\npaths: {" },
      { file: "a.yaml" },
      /a\.yaml cannot be mocked: .*\(\d+:\d+\)$/,
    ],
    [
      "another document",
      { "a.json": "[1]" },
      { file: "a.json" },
      /a\.json is no OpenAPI description\. Give one of OpenAPI 3\.0, 3\.1 or 3\.2\.$/,
    ],
    [
      "an object that is none",
      { "a.json": '{"name":"x"}' },
      { file: "a.json" },
      /a\.json is no OpenAPI description\. Give one of OpenAPI 3\.0, 3\.1 or 3\.2\.$/,
    ],
    [
      "Swagger 2.0",
      { "a.json": '{"swagger":"2.0"}' },
      { file: "a.json" },
      /version "2\.0", which is not read here\. Convert it to OpenAPI 3/,
    ],
    [
      "an overlay in place of a description",
      { "a.yaml": "overlay: 1.0.0\nactions: []\n" },
      { file: "a.yaml" },
      /this is an OpenAPI Overlay\. Give the description first, and this with --overlay\.$/,
    ],
    [
      "a description in place of an overlay",
      { "a.yaml": `${head}paths: {}\n` },
      { file: "a.yaml", overlays: ["a.yaml"] },
      /is not an Overlay/,
    ],
    ["neither file nor document", {}, {}, /^A contract needs a file or a document, and not both\.$/],
    ["an id that is taken", { "a.yaml": `${head}paths: {}\n` }, { id: "_mock", file: "a.yaml" }, /"_mock"/],
  ])("%s", async ([, files, { file, overlays, ...contract }, message]) => {
    const folder = await write(files);
    const starting = startMockServer({
      contracts: [
        {
          ...contract,
          ...(file !== undefined && { file: join(folder, file) }),
          ...(overlays && { overlays: overlays.map((overlay) => join(folder, overlay)) }),
        },
      ],
    });

    await expect(starting).rejects.toThrow(MockError);
    await expect(starting).rejects.toThrow(message);
  });
});

const moves = ({ resources: [resource] }: Explanation): string[] | undefined =>
  resource?.transitions.map(({ after, by, from, to }) => JSON.stringify({ after, by, from, to })).toSorted();

describe("on the command line", () => {
  test("a file is served, and the start says what lives in it and what to try", async () => {
    const server = runBin(transcripts, "--port", "0");
    const [, url = ""] = await server.writes(/transcripts +(\S+) +and +\S+\/transcripts\n/);
    const { stderr } = server.output;

    expect(stderr).toContain("transcript has the states queued, processing, completed, error, canceled");
    expect(stderr).toContain(`curl -H "Authorization: test_key" ${url}/transcripts\n`);
    expect((await fetch(`${url}/transcripts`, { headers: { authorization: "test_key" } })).status).toBe(200);
  });

  test("--contract names the id, and may be given more than once", async () => {
    const server = runBin(
      "--port",
      "0",
      "--contract",
      `a=${transcripts}`,
      "--contract",
      `b=${fixture("exports")}`,
    );
    await server.writes(/"event":"listening"/);

    expect(linesOf(server)).toMatchObject([{ apis: [{ id: "a" }, { id: "b" }] }]);
  });

  test("explain says what is understood, and how that is known", async () => {
    const { exit, output } = runBin("explain", transcripts);

    expect(await exit).toBe(0);
    expect(output.stdout).toMatch(/^ {2}transition {2}POST \/transcripts\/\{transcript_id\}\/cancel$/m);
    expect(output.stdout).toMatch(/^ {4}queued, processing → canceled, by cancelTranscript$/m);
    expect(output.stdout).toMatch(/^ {2}- Its status is the property status, with the values queued, /m);
    expect(output.stdout).toContain("/components/schemas/TranscriptRequest/allOf/0");
  });

  test("explain --json has the same for programs, and --mermaid draws it", async () => {
    const asJson = runBin("explain", transcripts, "--json");
    const asDiagram = runBin("explain", transcripts, "--mermaid");

    expect(await asJson.exit).toBe(0);
    expect(JSON.parse(asJson.output.stdout)).toMatchObject({
      id: "transcripts",
      operations: 5,
      resources: [{ name: "transcript", isDeclared: false, status: "/status" }],
    });
    expect(await asDiagram.exit).toBe(0);
    expect(asDiagram.output.stdout).toMatch(/^---\ntitle: transcript\n---\nstateDiagram-v2\n/);
    expect(asDiagram.output.stdout).toContain('  state "queued" as s0\n');
    expect(asDiagram.output.stdout).toContain("  [*] --> s0\n");
    expect(asDiagram.output.stdout).toContain("  s0 --> s4: cancelTranscript\n");
  });

  test("what explain writes is an overlay that declares the same life", async () => {
    const overlay = join(temporaryFolder(), "overlay.yaml");
    const explained = async (...args: string[]): Promise<Explanation> => {
      const { exit, output } = runBin("explain", transcripts, "--json", ...args);
      expect(await exit).toBe(0);
      return JSON.parse(output.stdout) as Explanation;
    };

    const inferred = await explained("--write", overlay);
    const declared = await explained("--overlay", overlay);

    expect(declared.resources).toMatchObject([{ isDeclared: true, states: inferred.resources[0]?.states }]);
    expect(moves(declared)).toEqual(moves(inferred));
    // A declaration has names without blanks.
    const named = JSON.stringify(inferred.resources[0]?.callbacks).replaceAll(
      "become completed",
      "become_completed",
    );
    expect(declared.resources[0]?.callbacks).toEqual(JSON.parse(named));

    await writeFile(overlay, (await readFile(overlay, "utf8")).replaceAll("PT1S", "PT1H"));
    const mock = await serve([{ file: transcripts, overlays: [overlay] }]);
    await mock.account("live_key").clock.freeze();
    const { body } = await call(mock, "POST /transcripts", audio);
    await mock.account("live_key").clock.advance({ minutes: 59 });
    expect((await call(mock, `GET /transcripts/${String(body["id"])}`)).body["status"]).toBe("queued");
    await mock.account("live_key").clock.advance({ minutes: 1 });
    expect((await call(mock, `GET /transcripts/${String(body["id"])}`)).body["status"]).toBe("processing");
    await mock.account("live_key").completeTask(String(body["id"]));
    expect((await call(mock, `GET /transcripts/${String(body["id"])}`)).body).toMatchObject({
      status: "completed",
      text: "Good morning.",
    });
  });

  test("an overlay whose target is nowhere is named", async () => {
    const folder = await write({
      "overlay.yaml":
        "overlay: 1.0.0\ninfo: { title: x, version: '1' }\nactions:\n  - target: $.components.schemas['Transcription']\n    update: { description: x }\n",
    });
    const { exit, output } = runBin("explain", transcripts, "--overlay", join(folder, "overlay.yaml"));

    expect(await exit).toBe(0);
    expect(output.stdout).toMatch(
      /overlay\.yaml#\/actions\/0\n +Nothing in the description is at the target /,
    );
  });

  test("what explain writes replaces no file", async () => {
    const folder = await write({ "openapi.yaml": await readFile(transcripts, "utf8") });
    const file = join(folder, "openapi.yaml");
    const { exit, output } = runBin("explain", file, "--write", file);

    expect(await exit).toBe(1);
    expect(output.stderr).toBe(`${file} exists. Choose another name, or delete it.\n`);
    expect(await readFile(file, "utf8")).toBe(await readFile(transcripts, "utf8"));
  });

  test("explain ends with 1 if nothing lives", async () => {
    const folder = await write({ "openapi.yaml": `${head}paths: {}\n` });
    const { exit, output } = runBin("explain", join(folder, "openapi.yaml"));

    expect(await exit).toBe(1);
    expect(output.stdout).toBe("shop: 0 operations\n");
  });

  test("a mistake is one sentence, and no stack", async () => {
    const { exit, output } = runBin("nowhere.yaml");

    expect(await exit).toBe(1);
    expect(output.stderr).toBe("There is no file nowhere.yaml.\n");
  });
});

const watched = (extra: string): string =>
  `type: object\nrequired: [id, status]\nproperties: { id: { type: string }, status: { type: string, enum: [queued, done, failed] }${extra} }\n`;

describe("--watch", () => {
  test("reads a description again when one of its files changes, and keeps the tasks, their clocks and what is due", async () => {
    const folder = await write({
      "openapi.yaml": `${head}paths:\n  /jobs: { $ref: jobs.yaml }\n  /jobs/{id}: { $ref: job.yaml }\n`,
      "jobs.yaml":
        "post: { operationId: createJob, responses: { 200: { description: '', content: { application/json: { schema: { $ref: task.yaml } } } } } }\n",
      "job.yaml":
        "get: { operationId: getJob, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { 200: { description: '', content: { application/json: { schema: { $ref: task.yaml } } } } } }\n",
      "task.yaml": watched(""),
    });
    const file = join(folder, "openapi.yaml");
    const server = runBin("serve", file, "--port", "0", "--watch");
    await server.writes(/"event":"listening"/);
    const url = new URL(String(linesOf(server)[0]?.["health"])).origin;
    const happened = (): unknown[] => linesOf(server).map(({ event }) => event);
    const control = async (line: string, json?: object): Promise<object> => {
      const [method = "", path = ""] = line.split(" ");
      const response = await fetch(`${url}/_mock/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(json && { body: JSON.stringify(json) }),
      });
      return (await response.json()) as object;
    };
    await control("POST clock/freeze?account=anonymous");
    const stopped = await control("GET clock?account=anonymous");
    const created = await (await fetch(`${url}/jobs`, { method: "POST" })).json();
    expect(created).toMatchObject({ status: "queued" });
    const { id } = created as { id: string };
    const job = async (): Promise<unknown> => (await fetch(`${url}/jobs/${id}`)).json();

    const root = await readFile(file, "utf8");
    await writeFile(file, "openapi: 3.0.3\npaths: [");
    await expect.poll(happened, { timeout: 20_000 }).toContain("not-reloaded");
    expect(server.output.stderr).toContain("What was served before still is.");
    expect(await job()).toEqual(created);

    await writeFile(join(folder, "task.yaml"), watched(", worker: { type: string, example: Ann }"));
    await writeFile(file, root);
    await expect.poll(happened, { timeout: 20_000 }).toContain("reloaded");
    expect(await job()).toEqual(created);
    expect(await control("GET clock?account=anonymous")).toEqual(stopped);
    await control("POST clock/advance?account=anonymous", { seconds: 5 });
    expect(await job()).toMatchObject({ id, status: "done", worker: "Ann" });
  });

  test("without a file is refused", async () => {
    const { exit, output } = runBin("serve", "--watch");
    expect(await exit).toBe(1);
    expect(output.stderr).toBe("--watch has no file to watch. Name an OpenAPI description.\n");
  });
});
