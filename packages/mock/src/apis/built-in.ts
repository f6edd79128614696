import type { Api } from "../engine/extension.ts";
import { dataflowkitV1Api } from "./dataflowkit/api.ts";
import { scaleBetaApi, scaleV1Api } from "./scale/apis.ts";

/** The APIs that come with the mock. */
export const builtInApis: readonly Api[] = [scaleV1Api, scaleBetaApi, dataflowkitV1Api];
