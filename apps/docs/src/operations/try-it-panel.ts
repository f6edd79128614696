import type { Operation } from "@task-contracts/openapi-model";
import { html, type Markup } from "../html.ts";
import type { Api } from "../contract/load-api.ts";

/** To come. */
export const tryItPanel = (_api: Api, _operation: Operation): Markup => html``;
