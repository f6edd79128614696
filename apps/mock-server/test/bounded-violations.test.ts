import { expect, test } from "vitest";
import { newKey, send } from "./support/send.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();

const image = "https://files.example/street.png";
const ones = Array.from({ length: 131_000 }, () => 1);

test.for<[string, object]>([
  ["categorization", { categories: ones }],
  ["annotation", { attachment: image, objects_to_annotate: ["x"], examples: ones }],
  ["annotation", { attachment: image, objects_to_annotate: ["x"], examples: ones.map(() => ({})) }],
  ["categorization", { categories: [1], [`k${"x".repeat(200_000)}`]: 1, metadata: "m".repeat(200_000) }],
])(
  "a create request for %s with no end of violations leaves few of them in the journal",
  async ([type, json]) => {
    const key = newKey();
    const { status } = await send(server.mock, `POST /scale-v1/task/${type}`, { key, json });
    const { body } = await send(server.mock, `GET /_mock/requests?account=${key}`);
    const [entry] = body as unknown as { violations: object[] }[];

    expect(status).toBe(400);
    expect(entry?.violations.length).toBeLessThan(22);
    expect(JSON.stringify(entry?.violations).length).toBeLessThan(8000);
  },
);

test("the journal and the header say that there are more violations than they list", async () => {
  const key = newKey();
  const json = { attachment: image, objects_to_annotate: ["x"], examples: ones };
  const { headers } = await send(server.mock, "POST /scale-v1/task/annotation", { key, json });
  const { body } = await send(server.mock, `GET /_mock/requests?account=${key}`);
  const [entry] = body as unknown as { violations: object[] }[];
  const remark = {
    location: ["request", "body"],
    severity: "Information",
    code: "moreErrors",
    message: "More is wrong than the 20 listed here: the check stopped early.",
  };

  expect(entry?.violations).toHaveLength(21);
  expect(entry?.violations.at(-1)).toEqual(remark);
  expect(JSON.parse(headers.get("sl-violations") ?? "")).toContainEqual(remark);
});
