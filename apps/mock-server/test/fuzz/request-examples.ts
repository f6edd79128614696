import { dereference } from "@task-contracts/openapi-model";
import { documents } from "../support/contract-operations.ts";
import type { FuzzOperation } from "./wire-request.ts";

interface Paths {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: RequestBody }>>>>;
}

interface RequestBody {
  readonly content: Readonly<
    Record<string, { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }>
  >;
}

/** The bodies that the contract shows: unlike made-up ones they make sense, so that tasks come of them. */
export const requestExamples = ({ api, method, path }: FuzzOperation): readonly unknown[] => {
  const { paths } = dereference(documents[api]) as Paths;
  const { examples = {} } = paths[path]?.[method]?.requestBody?.content["application/json"] ?? {};
  return Object.values(examples).map(({ value }) => value);
};
