import { expect, test } from "vitest";
import { apis } from "../../test/support/apis.ts";
import { changelogMarkdown } from "./changelog-markdown.ts";

test("a release is its sentences and a table for each contract, with links to operations that exist", () => {
  const markdown = changelogMarkdown(
    [
      {
        version: "2.0.0",
        date: "2026-03-02",
        sentences: ["Tasks have no `is_test`."],
        contracts: {
          "scale-v1": [
            {
              impact: "major",
              where: "getTask (GET /task/{task_id}), response 200: is_test",
              what: "Gone | away.",
            },
            {
              impact: "minor",
              where: "pauseTask (POST /task/{task_id}/pause)",
              what: "Operation was added.",
            },
          ],
          "kiln-v1": [{ impact: "patch", where: "info", what: "Info was reworded." }],
        },
      },
      { version: "1.0.0", date: "2026-01-01", sentences: [], contracts: {} },
    ],
    apis,
  );
  expect(markdown).toBe(`## 2.0.0

Released on 2026-03-02.

- Tasks have no \`is_test\`.

### Scale API v1

| Kind | Where | What |
| --- | --- | --- |
| **breaking** | [\`getTask\`](../scale-v1/get-task/) (\`GET /task/{task_id}\`), response 200: is_test | Gone \\| away. |
| added | \`pauseTask\` (\`POST /task/{task_id}/pause\`) | Operation was added. |

### kiln-v1

| Kind | Where | What |
| --- | --- | --- |
| reworded | info | Info was reworded. |

## 1.0.0

Released on 2026-01-01.`);
});

test("before the first release the changelog says so", () => {
  expect(changelogMarkdown([], apis)).toBe("Nothing was released yet.");
});
