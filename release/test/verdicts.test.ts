import { beforeAll, expect, test } from "vitest";
import type { VersionType } from "@changesets/types";
import type { RatedChange } from "../src/rated-change.ts";
import { compareContracts } from "../src/compare-contracts.ts";
import { greatest } from "../src/impact.ts";
import { contractEdits, type Editable, operationEdits, schemaEdits } from "./edits.ts";
import { callback, contract, type Json, operation } from "./kitchen.ts";

interface Case {
  readonly edit: string;
  readonly impact: VersionType;
  readonly change: (editable: Editable) => void;
}

const schemaOf = (node: Json): Json => node.content["application/json"].schema;

const cases: Case[] = [
  ...schemaEdits.flatMap(([edit, request, response, called, change]): Case[] => [
    {
      edit: `${edit}, in a request`,
      impact: request,
      change: (it) => change(schemaOf(it.operation.requestBody)),
    },
    {
      edit: `${edit}, in a response`,
      impact: response,
      change: (it) => change(schemaOf(it.operation.responses[200])),
    },
    {
      edit: `${edit}, in a callback`,
      impact: called,
      change: (it) => change(schemaOf(it.callback["{$request.body#/url}"].post.requestBody)),
    },
  ]),
  ...operationEdits.map(([edit, impact, change]) => ({ edit, impact, change })),
];

/** Every edit is made to a path of its own in one contract, so that Redocly runs only once. */
let changes: RatedChange[];

const idOf = (index: number): string => `case${index}x`;

beforeAll(async () => {
  const base = contract();
  cases.forEach((_, index) => addCase(base, idOf(index)));
  const revision = structuredClone(base);
  cases.forEach(({ change }, index) => {
    const id = idOf(index);
    change({
      operation: revision.paths[`/${id}`].post,
      callback: revision.components.callbacks[`${id}Served`],
      contract: revision,
      id,
    });
  });
  changes = await compareContracts(base, revision);
});

function addCase({ paths, components }: Json, id: string): void {
  paths[`/${id}`] = { post: operation(id), get: { operationId: `${id}Get`, responses: {} } };
  components.callbacks[`${id}Served`] = callback(id);
  components.schemas[`${id}Type`] = { type: "string" };
  components.examples[`${id}Example`] = { value: "a" };
}

const changesOf = (index: number): RatedChange[] =>
  changes.filter(({ where }) => where.includes(idOf(index)));

test.for([...cases.entries()].map(([index, { edit, impact }]) => ({ edit, impact, index })))(
  "$edit: $impact",
  ({ impact, index }) => {
    expect(greatest(changesOf(index).map((change) => change.impact))).toBe(impact);
  },
);

test.for([0, 1, 2])("what is there once in a contract is rated, group %i", async (group) => {
  const base = contract();
  base.paths["/soups"] = { post: { operationId: "cookSoup", responses: {} } };
  const revision = structuredClone(base);
  const edits = contractEdits.filter((edit) => edit.group === group);
  for (const { change } of edits) change(revision);
  const found = await compareContracts(base, revision);
  const rated = edits.map(({ edit, what }) => [
    edit,
    greatest(found.filter((change) => change.what.includes(what)).map(({ impact }) => impact)),
  ]);
  expect(rated).toEqual(edits.map(({ edit, impact }) => [edit, impact]));
});

test("nothing is found where only the version differs", async () => {
  expect(
    await compareContracts(contract(), { ...contract(), info: { title: "Kitchen", version: "2.0.0" } }),
  ).toEqual([]);
});

test("what has no word of its own is a change all the same", async () => {
  const revision = contract();
  revision.paths["/soups"] = { post: { operationId: "cookSoup", responses: {}, "x-order": [1] } };
  const other = structuredClone(revision);
  other.paths["/soups"].post["x-order"] = [2];
  const found = await compareContracts(revision, other);
  expect(found.map(({ impact }) => impact)).toEqual(["patch"]);
});

test("every change belongs to an edit", () => {
  expect(changes.filter(({ where }) => !/case\d+x/.test(where))).toEqual([]);
});

test("every breaking change says what it means for a program", () => {
  const breaking = changes.filter(({ impact }) => impact === "major");
  expect(breaking.length).toBeGreaterThan(50);
  expect(breaking.filter(({ why, rule, what }) => !why || !rule || !what)).toEqual([]);
  expect(breaking.filter(({ why }) => why === "Programs that were written before can break.")).toEqual([]);
});
