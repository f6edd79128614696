import { existsSync } from "node:fs";
import { join } from "node:path";
import { examplesOf, type Operation, preferredContent, successOf } from "@task-contracts/openapi-model";
import { describe, expect, test } from "vitest";
import { pagePath } from "../src/operations/address.ts";
import { unescapeHtml } from "../src/html.ts";
import { bodyText } from "../src/samples/body-text.ts";
import { sampleLanguages } from "../src/samples/samples-of.ts";
import { siteUrl, visit } from "./support/browse.ts";
import { apis } from "./support/apis.ts";
import { readFile } from "./support/pages.ts";

const repository = join(import.meta.dirname, "../../..");

/** Each operation and each callback, with its API. */
const places = apis.flatMap((api) =>
  [...api.operations, ...api.callbacks.map(({ callback }) => callback)].map((operation) => ({
    api,
    operation,
    name: `${api.id} ${operation.id}`,
  })),
);

const htmlOf = (api: { id: string }, operation: Operation): string =>
  readFile(`${pagePath(api, operation)}index.html`);

/** The text of a page, with the spaces of its code. */
const textOf = (api: { id: string }, operation: Operation): string =>
  unescapeHtml(htmlOf(api, operation).replaceAll(/<[^>]+>/g, ""));

test.for(apis)(
  "every page of $id has its parameters, samples and callback without JavaScript",
  async (own) => {
    const { page } = await visit({ javaScriptEnabled: false });
    for (const { api, operation } of places.filter((place) => place.api === own)) {
      await page.goto(siteUrl + pagePath(api, operation));
      const main = page.getByRole("main");
      const text = (await main.innerText()).replaceAll(/\s+/g, " ");
      const isCallback = operation.path.startsWith("{");
      const missing = [
        operation.summary,
        operation.id,
        ...operation.parameters.map(({ name }) => name),
        ...operation.callbacks.map(({ summary }) => summary),
        ...(isCallback ? [] : sampleLanguages.map(({ label }) => label)),
        ...Object.keys(operation.responses),
      ].filter((part) => !text.includes(part));
      expect([pagePath(api, operation), missing]).toEqual([pagePath(api, operation), []]);
      const samples = await main.locator(".samples pre:visible").count();
      expect(samples).toBe(isCallback ? 0 : sampleLanguages.length);
    }
  },
);

describe.each(places)("page of $name", ({ api, operation }) => {
  test("shows every example of its request, its response and its callbacks", () => {
    const text = textOf(api, operation);
    const isCallback = operation.path.startsWith("{");
    const bodies = [
      operation.requestBody,
      ...(isCallback ? [] : [successOf(operation).response]),
      ...operation.callbacks.map((callback) => callback.requestBody),
    ];
    const missing = bodies.flatMap((body) => {
      const { mediaType = "", media } = preferredContent(body?.content) ?? {};
      return examplesOf(api.contract, media).filter(
        ({ value }) => !text.includes(bodyText(mediaType, value)),
      );
    });
    expect(missing).toEqual([]);
  });

  test("names every media type of its bodies", () => {
    const text = textOf(api, operation);
    const responses = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
    const contents = [operation.requestBody, ...responses.map(([, response]) => response)];
    const types = contents.flatMap((body) => Object.keys(body?.content ?? {}));
    expect(types.filter((type) => !text.includes(type))).toEqual([]);
  });

  test("links to the file that describes it, which exists", () => {
    const [, file = ""] = /\/edit\/main\/([^"]+)"/.exec(htmlOf(api, operation)) ?? [];
    expect([file, existsSync(join(repository, file))]).toEqual([file, true]);
  });

  test("tells search engines what it documents", () => {
    const [, text = "{}"] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(htmlOf(api, operation)) ?? [];
    expect(JSON.parse(text)).toMatchObject({ "@type": "APIReference", name: operation.summary });
  });
});

test("next leads through all pages of an API, and previous back", () => {
  const follow = (path: string, direction: "next" | "prev"): string[] => {
    const [, link] =
      new RegExp(`rel="${direction}" href="../([^"]+)"`).exec(readFile(`${path}index.html`)) ?? [];
    return [path, ...(link === undefined ? [] : follow(path.replace(/[^/]+\/$/, link), direction))];
  };
  for (const api of apis) {
    const [tag] = api.contract.tags;
    const first = api.operations.find(({ tags }) => tags[0] === tag?.name);
    const forth = follow(pagePath(api, first ?? { id: "" }), "next");
    expect(forth).toHaveLength(places.filter((place) => place.api === api).length);
    expect(follow(forth.at(-1) ?? "", "prev").toReversed()).toEqual(forth);
  }
});

test.for([
  ["mock-control-v1/list-faults/", "application/json: array of objects"],
  ["mock-control-v1/list-faults/", "A failure to inject."],
  ["mock-control-v1/stream-events/", "text/event-stream: string"],
  ["dataflowkit-v1/get-task-results/", "text/plain"],
  ["mock-control-v1/create-fault/", "More than 0"],
  ["scale-v1/list-tasks/", 'Examples: "categorization", "comparison"'],
  ["scale-v1/create-categorization-task/", "Each item: Not empty"],
  ["scale-v1/on-annotation-task-completed/", "becomes completed by the transition complete."],
  ["scale-v1/on-attachment-failed/", "becomes completed by the transition rejectAttachments."],
  ["scale-v1/get-task/", "by the service, sends a callback"],
  ["scale-beta/on-categorization-task-completed/", "&task%5Bstatus%5D=completed"],
] as const)("/%s says %j", ([path, words]) => {
  const text = readFile(`${path}index.html`)
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\s+/g, " ");
  expect(unescapeHtml(text)).toContain(words);
});

/** The names of the transitions that the diagram of a page marks. */
const marked = (path: string): string[] =>
  Array.from(
    readFile(`${path}index.html`).matchAll(/class="transition marked">.*?class="transition-name">([^<]*)</gs),
    ([, name = ""]) => name,
  );

test("the transition of an operation, and that after which a callback is sent, are marked in the life cycle", () => {
  expect(marked("scale-v1/create-annotation-task/")).toEqual(["createAnnotationTask"]);
  expect(marked("scale-v1/cancel-task/")).toEqual(["cancelTask"]);
  expect(marked("scale-v1/on-annotation-task-completed/")).toEqual(["complete"]);
  expect(marked("scale-v1/on-attachment-failed/")).toEqual(["rejectAttachments"]);
  expect(marked("dataflowkit-v1/run-task/")).toEqual(["runTask"]);
  expect(marked("scale-v1/get-task/")).toEqual([]);
});

test("types of tasks are tabs, which a script shows one at a time and the address can choose", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/get-task/`);
  const tab = page.getByRole("tab", { name: "annotation", exact: true });
  const property = page.locator('[id="response-200-annotation-task_id"]');
  expect(await property.isVisible()).toBe(false);
  await tab.click();
  expect(await tab.getAttribute("aria-selected")).toBe("true");
  expect(await property.isVisible()).toBe(true);
  await page.keyboard.press("ArrowRight");
  expect(await property.isVisible()).toBe(false);

  await page.goto(`${siteUrl}scale-v1/get-task/#response-200-transcription-params-fields`);
  await expect
    .poll(() => page.locator('[id="response-200-transcription-params-fields"]').isVisible())
    .toBe(true);
  expect(problems).toEqual([]);
});

test("the language of samples, and whether they are for the mock, are remembered on all pages", async () => {
  const { page, problems } = await visit({});
  await page.goto(`${siteUrl}scale-v1/get-task/`);
  const samples = page.locator(".samples");
  expect(await samples.innerText()).toContain("127.0.0.1:4010");
  await samples.getByRole("tab", { name: "Python" }).first().click();
  await samples.getByText("Service", { exact: true }).click();
  expect(await samples.innerText()).toContain("https://api.scaleapi.com/v1");
  await page.goto(`${siteUrl}scale-v1/cancel-task/`);
  expect(await samples.innerText()).toMatch(/import os[^]*https:\/\/api\.scaleapi\.com\/v1/);
  expect(problems).toEqual([]);
});
