import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { MockOptions } from "../../src/index.ts";
import { fixture } from "../support/fixture.ts";
import { pageWithoutWorker } from "../support/file-server.ts";
import { useBrowser } from "../support/open-page.ts";

const open = useBrowser();
const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = await readFile(`${root}README.md`, "utf8");

/** What the README says the size is, in bytes. */
const promised = (what: string): number => {
  const row = readme.split("\n").find((line) => line.startsWith(`| ${what} `)) ?? "";
  return Number(/(\d+) kB/.exec(row)?.[1]) * 1000;
};

const gzipSize = async (path: string): Promise<number> =>
  gzipSync(await readFile(`${root}dist/${path}`), { level: 9 }).length;

interface Call {
  readonly path: string;
  readonly key: string;
  readonly body?: object;
  /** Calls that follow, for the first task of the response. The last fails if that is not completed. */
  readonly next?: readonly string[];
}

const question = {
  instruction: "Big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
  callback_url: "https://shop.example/callback",
};

const cases: readonly (readonly [what: string, options: MockOptions, call: Call])[] = [
  [
    "`scale-v1`",
    { apis: ["scale-v1"] },
    { path: "scale-v1/task/categorization", key: `Basic ${btoa("test_a:")}`, body: question },
  ],
  [
    "`scale-beta`",
    { apis: ["scale-beta"] },
    { path: "scale-beta/task/categorize", key: `Basic ${btoa("test_a:")}`, body: question },
  ],
  [
    "`dataflowkit-v1`",
    { apis: ["dataflowkit-v1"] },
    {
      path: "dataflowkit-v1/tasks?api_key=test_a",
      key: "",
      next: [
        "dataflowkit-v1/tasks/{id}/run?api_key=test_a",
        "dataflowkit-v1/tasks/{id}/store?api_key=test_a",
      ],
    },
  ],
  [
    "one of your own",
    { contracts: [{ id: "moderation", document: fixture("moderation") }] },
    {
      path: "moderation/moderations",
      key: "Bearer test_a",
      body: { imageUrl: "https://shop.example/photo.jpg", webhookUrl: question.callback_url },
    },
  ],
];

test.each(cases)(
  "min+gzip, a page that mocks %s loads what the README says, until a task is completed and its callback sent",
  async (what, options, call) => {
    const { page, server } = await open(pageWithoutWorker);
    const done = await page.evaluate(
      async ([chosen, { body = {}, key, next = [], path }]) => {
        const mock = await taskContracts.createMock({
          ...chosen,
          callbacks: () => new Response(null, { status: 204 }),
        });
        const post = async (to: string): Promise<unknown> => {
          const response = await mock.fetch(`https://mock.example/${to}`, {
            method: "POST",
            headers: { authorization: key, "content-type": "application/json" },
            body: JSON.stringify(body),
          });
          const text = await response.text();
          if (!response.ok) throw new Error(text);
          return JSON.parse(text);
        };
        const made = await post(path);
        const account = mock.account("test_a");
        await account.clock.advance({ hours: 24 });
        for (const each of next) {
          await post(each.replace("{id}", (made as { id: string }[])[0]?.id ?? ""));
          await account.clock.advance({ hours: 24 });
        }
        const deliveries = await account.deliveries();
        // Whether the receiver's status is one that the API accepts is of no importance here.
        return deliveries.flatMap(({ attempts }) => attempts).length + next.length;
      },
      [options, call] as const,
    );
    expect(done).toBeGreaterThan(0);
    const files = [...new Set(server.paths)].filter((path) => path.startsWith("/mock/"));
    const sizes = await Promise.all(files.map((path) => gzipSize(path.slice("/mock/".length))));
    const size = sizes.reduce((sum, each) => sum + each, 0);
    expect(Math.round(size / 1000) * 1000).toBeLessThanOrEqual(promised(what));
  },
);

test("min+gzip, the service worker is as small as the README says", async () => {
  const size = await gzipSize("service-worker.js");
  expect(Math.round(size / 1000) * 1000).toBeLessThanOrEqual(promised("all, in the service worker"));
});
