import type { Api } from "../engine/extension.ts";
import { dataflowkitV1Api } from "./dataflowkit/api.ts";
import { scaleBetaApi } from "./scale/beta-api.ts";
import { scaleV1Api } from "./scale/v1-api.ts";

/** The APIs that come with the mock. */
export const builtInApis: readonly Api[] = [scaleV1Api, scaleBetaApi, dataflowkitV1Api];
