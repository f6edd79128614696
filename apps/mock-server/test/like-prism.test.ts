import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { runBin } from "./support/run-bin.ts";
import { type RunningProcess, runProcess } from "./support/run-process.ts";

const prism = fileURLToPath(new URL("index.js", import.meta.resolve("@stoplight/prism-cli")));
const file = fileURLToPath(new URL("../../../packages/mock/test/fixtures/library.yaml", import.meta.url));

/** Prism has no way to say which port it took. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

let ours: MockServer;
let stock: { readonly url: string; readonly running: RunningProcess };

beforeAll(async () => {
  ours = await startMockServer({ contracts: [{ file }] });
  const port = await freePort();
  const running = runProcess(prism, "mock", "--port", String(port), "--multiprocess", "false", file);
  await running.writes(/Prism is listening/);
  stock = { url: `http://127.0.0.1:${port}`, running };
});

afterAll(async () => {
  stock.running.child.kill("SIGKILL");
  await ours.close();
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

interface Said {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: unknown;
}

const ask = async (base: string, path: string, init: Asked): Promise<Said> => {
  const response = await fetch(base + path, init);
  const [type] = response.headers.get("content-type")?.split(";") ?? [];
  const text = await response.text();
  return {
    status: response.status,
    type,
    body: type?.endsWith("json") === true && text !== "" ? JSON.parse(text) : text,
  };
};

const form = (entries: Readonly<Record<string, string | Blob>>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(entries)) made.append(name, value);
  return made;
};

const json = (value: unknown): Asked => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const picture = new Blob([new Uint8Array([0xff, 0xd8, 0xff])], { type: "image/jpeg" });

describe("operations without state respond as Prism does", () => {
  test.each<[string, Asked]>([
    ["/greeting", {}],
    ["/greeting", { headers: { accept: "text/plain" } }],
    ["/greeting", { headers: { accept: "application/*" } }],
    ["/greeting", { headers: { accept: "text/html, text/plain;q=0.5" } }],
    ["/greeting", { headers: { prefer: "example=evening" } }],
    ["/greeting", { headers: { prefer: "code=503" } }],
    ["/greeting?__example=evening", {}],
    ["/greeting?__code=503", {}],
    ["/anything", {}],
    ["/nothing", {}],
    ["/a%20b", {}],
    ["/search/books?limit=5&tags=a,b&from=1&to=2&filter%5Byear%5D=1999", {}],
    ["/search/books?from=1", { headers: { "x-trace": "t-1" } }],
    ["/covers", { method: "POST", body: form({ title: "Lamp", picture }) }],
    ["/notes", json({ text: "Hello" })],
    ["/safe", { headers: { authorization: "Bearer key" } }],
  ])("%s %j", async (path, init) => {
    expect(await ask(ours.url(), path, init)).toEqual(await ask(stock.url, path, init));
  });

  test("and the other way to write the body of a form means the same", async () => {
    const body = form({ title: "Lamp", picture, pages: "5", author: JSON.stringify({ name: "Ann" }) });
    expect(await ask(ours.url(), "/covers", { method: "POST", body })).toMatchObject({ status: 200 });
  });
});

describe("what a description forbids, is refused with the status that Prism has", () => {
  test.each<[string, Asked]>([
    ["/search/songs", {}],
    ["/search/books?limit=0", {}],
    ["/search/books?limit=many", {}],
    ["/search/books?tags=a,x", {}],
    ["/search/books?to=2", {}],
    ["/search/books?filter%5Byear%5D=old", {}],
    ["/search/books", { headers: { "x-trace": "1" } }],
    ["/covers", { method: "POST", body: form({ title: "Lamp" }) }],
    ["/notes", json({})],
    ["/notes", json({ text: 5 })],
    ["/safe", {}],
  ])("%s %j", async (path, init) => {
    const [own, theirs] = [await ask(ours.url(), path, init), await ask(stock.url, path, init)];
    expect(own.status).toBe(theirs.status);
    expect(own.body).toMatchObject({ message: expect.any(String) });
  });
});

describe("what a description does not have, is refused with the status that Prism has", () => {
  test.each<[string, Asked]>([
    ["/greeting", { headers: { accept: "image/png" } }],
    ["/greeting", { method: "POST" }],
    ["/nowhere", {}],
  ])("%s %j", async (path, init) => {
    expect((await ask(ours.url(), path, init)).status).toBe((await ask(stock.url, path, init)).status);
  });
});

const serve = async (...args: string[]): Promise<string> => {
  const server = runBin("mock", "--port", "0", ...args);
  const [, url = ""] = await server.writes(/"urls":\["(.*?)"/);
  return url;
};

describe("flags of Prism's", () => {
  test("mean the same here: generated values follow from the seed", async () => {
    const [url, other] = await Promise.all([
      serve(file, "-d", "--seed", "a"),
      serve(file, "-d", "--seed", "a"),
    ]);
    const made = await ask(url, "/greeting", {});
    expect(made).toMatchObject({ status: 200, body: { text: expect.any(String) } });
    expect(made.body).not.toEqual({ text: "Good morning." });
    expect(await ask(other, "/greeting", {})).toEqual(made);
    expect(await ask(url, "/greeting", { headers: { prefer: "dynamic=false" } })).toMatchObject({
      body: { text: "Good morning." },
    });
  });

  test("--ignore-examples leaves examples aside", async () => {
    const url = await serve(file, "--ignore-examples");
    expect(await ask(url, "/greeting", {})).toMatchObject({ status: 200, body: { text: "string" } });
  });

  test("--errors makes a 500 of a response that breaks the description", async () => {
    const problem = { type: "object", required: ["message"], properties: { message: { type: "string" } } };
    const size = { type: "object", properties: { size: { type: "integer" } } };
    const responses = {
      200: { description: "", content: { "application/json": { schema: size, example: { size: "big" } } } },
      500: { description: "", content: { "application/json": { schema: problem } } },
    };
    const info = { title: "Broken", version: "1" };
    const broken = join(temporaryFolder(), "broken.json");
    await writeFile(
      broken,
      JSON.stringify({ openapi: "3.1.0", info, paths: { "/broken": { get: { responses } } } }),
    );
    const [strict, lenient] = await Promise.all([serve(broken, "--errors"), serve(broken)]);
    expect((await ask(lenient, "/broken", {})).status).toBe(200);
    expect(await ask(strict, "/broken", {})).toMatchObject({
      status: 500,
      body: { message: 'The response breaks the description: size is "big", but must be an integer.' },
    });
  });

  test.each(["-m", "--cors", "--no-cors", "--verbose-level=info", "--json-schema-faker-fill-properties"])(
    "%s is refused, with what there is instead",
    async (flag) => {
      const { exit, output } = runBin("mock", file, flag);
      expect(await exit).toBe(1);
      expect(output.stderr).toMatch(/^--[\w-]+ is a flag of Prism's\. [A-Z].*\.\n$/);
    },
  );
});

describe("where we mean to differ from Prism", () => {
  test.each<[string, string, Asked, number, number]>([
    ["an optional object that was not sent is absent, and not an empty one", "/search/books", {}, 200, 422],
    [
      "a body of another type is a 415, whatever else is documented",
      "/notes",
      { ...json({ text: "a" }), headers: { "content-type": "text/csv" } },
      415,
      422,
    ],
    ["HEAD is answered as GET is, without a body", "/greeting", { method: "HEAD" }, 200, 405],
  ])("%s", async (_, path, init, own, theirs) => {
    expect((await ask(ours.url(), path, init)).status).toBe(own);
    expect((await ask(stock.url, path, init)).status).toBe(theirs);
  });
});
