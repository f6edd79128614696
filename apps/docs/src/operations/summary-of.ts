import type { Operation } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";
import { plainText } from "../search/plain-text.ts";

/** What result pages of search engines show of a description, in characters. */
const LENGTH = 180;

/** An operation in one line: its method and path, and the beginning of its description. */
export function summaryOf(api: Api, { description, method, path }: Operation): string {
  const request = path.startsWith("{") ? "Callback" : `${method.toUpperCase()} ${path}`;
  return shorten(`${request} of ${api.contract.info.title}. ${plainText(description)}`);
}

function shorten(text: string): string {
  if (text.length <= LENGTH) return text;
  return `${text.slice(0, LENGTH - 1).replace(/\W*\s\S*$/, "")}…`;
}
