import { signal } from "@preact/signals";
import { control, dataOf, type Schemas } from "../api/client.ts";

export type Contract = Schemas["ContractDetails"];

/** The contracts that are served, in their order. */
export const contracts = signal<readonly Contract[]>([]);

/** The version of the server, and its store. */
export const health = signal<Schemas["Health"] | undefined>(undefined);

export const loadContracts = async (): Promise<void> => {
  health.value = await dataOf(control.GET("/health"));
  contracts.value = await Promise.all(
    health.value.apis.map((api) => dataOf(control.GET("/contracts/{api}", { params: { path: { api } } }))),
  );
};

/** The kind of tasks, with its life cycle. */
export const resourceOf = (task: { readonly api: string; readonly resource?: string }) =>
  contracts.value
    .find(({ api }) => api === task.api)
    ?.resources.find(({ name }, _, all) => name === task.resource || all.length === 1);

/** How a state is shown: as open, or by its outcome. */
export const outcomeOf = (task: {
  readonly api: string;
  readonly resource?: string;
  readonly status: string;
}) => resourceOf(task)?.states.find(({ name }) => name === task.status)?.outcome ?? "open";
