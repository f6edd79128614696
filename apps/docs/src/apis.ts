/** What the site adds to the contract of an API. */
export interface ApiFacts {
  /** The folder of its contract, and of its pages. */
  readonly id: string;

  /** Its name where there is little room. */
  readonly shortName: string;

  /** For whom it is, in one sentence of the landing page. */
  readonly chooseIt: string;

  /** The environment variable from which samples read the key. Absent: none is needed. */
  readonly keyVariable?: string;

  /** How our client is made. Absent: the client does not speak this API. */
  readonly client?: { readonly module: string; readonly create: string; readonly variable: string };

  /** The optional query parameters worth showing in a sample. All others would only hide what matters. */
  readonly sampleParameters: readonly string[];
}

/** All APIs of the site, in the order in which pages list them. */
export const apis: readonly ApiFacts[] = [
  {
    id: "scale-v1",
    shortName: "Scale v1",
    chooseIt:
      "For new apps: six types of tasks, filters, cancellation, and callbacks that are retried for a day.",
    keyVariable: "SCALE_API_KEY",
    client: { module: "@task-contracts/client/scale", create: "createScaleClient", variable: "scale" },
    sampleParameters: ["status"],
  },
  {
    id: "scale-beta",
    shortName: "Scale beta",
    chooseIt: "For apps that were written for the beta: categorization only, and callbacks sent as forms.",
    keyVariable: "SCALE_API_KEY",
    client: {
      module: "@task-contracts/client/scale-beta",
      create: "createScaleBetaClient",
      variable: "scale",
    },
    sampleParameters: [],
  },
  {
    id: "dataflowkit-v1",
    shortName: "Dataflow Kit",
    chooseIt: "For jobs that were created in its own tools. There are no callbacks, so apps poll.",
    keyVariable: "DATAFLOWKIT_API_KEY",
    client: {
      module: "@task-contracts/client/dataflowkit",
      create: "createDataflowKitClient",
      variable: "dataflowkit",
    },
    sampleParameters: [],
  },
  {
    id: "mock-control-v1",
    shortName: "Mock control",
    chooseIt: "For tests: a day of retries takes milliseconds, and every failure can be injected.",
    sampleParameters: ["account", "until"],
  },
];
