import type { Api } from "../../engine/extension.ts";
import { scaleBetaContract, scaleV1Contract } from "./contracts.ts";
import { scaleBeta, scaleV1 } from "./extension.ts";

export const scaleV1Api: Api = { contract: scaleV1Contract, extension: scaleV1 };

export const scaleBetaApi: Api = { contract: scaleBetaContract, extension: scaleBeta };
