/** What is sent to begin with, for `createCategorizationTask` of either Scale API. */
const QUESTION = {
  callback_url: "http://127.0.0.1:9/",
  instruction: "Is it big or small?",
  attachment_type: "text",
  attachment: "An ant.",
  categories: ["big", "small"],
};

/**
 * Gives a server two accounts, whose clocks stand still, with tasks in all states, deliveries and a snapshot.
 *
 * @returns The ids of what `live_fuzz` has, by the names that stand for them in requests.
 */
export const populate = async (url: string): Promise<Readonly<Record<string, string>>> => {
  const post = poster(url);
  await populateAccount(post, "live_other");
  const ids = await populateAccount(post, "live_fuzz");
  return { ...ids, snapshot: await createSnapshot(url), host: new URL(url).host };
};

/** Keeps the state of a server, and returns the ID of the snapshot. */
export const createSnapshot = async (url: string): Promise<string> => {
  const { snapshotId = "" } = await poster(url)("/_mock/snapshots?account=*");
  return snapshotId;
};

const populateAccount = async (post: Post, key: string): Promise<Record<string, string>> => {
  await post(`/_mock/clock/freeze?account=${key}`);
  const create = async (path: string): Promise<string> => (await post(path, QUESTION, key)).task_id ?? "";
  const pendingTask = await create("/scale-v1/task/categorization");
  const completedTask = await create("/scale-v1/task/categorization");
  const pendingBetaTask = await create("/scale-beta/task/categorize");
  const completedBetaTask = await create("/scale-beta/task/categorize");
  for (const id of [completedTask, completedBetaTask]) await post(`/_mock/tasks/${id}/complete`, {});
  const { taskId: newRun = "" } = await post(`/_mock/dataflowkit-tasks?account=${key}`, {
    kind: "extraction",
  });
  const { taskId: endedRun = "" } = await post(`/_mock/dataflowkit-tasks?account=${key}`, {
    kind: "conversion",
  });
  await post(`/dataflowkit-v1/tasks/${endedRun}/run?api_key=${key}`);
  const { taskId: runningRun = "" } = await post(`/_mock/dataflowkit-tasks?account=${key}`, {
    kind: "conversion",
  });
  await post(`/_mock/settings?account=${key}`, { runResult: "manual" }, key, "PATCH");
  await post(`/dataflowkit-v1/tasks/${runningRun}/run?api_key=${key}`);
  await post(`/_mock/settings?account=${key}`, { runResult: "completed" }, key, "PATCH");
  // Whatever is due now happens before this is answered.
  await post(`/_mock/clock/advance?account=${key}`, { seconds: 0 });
  const { deliveryId: delivery = "" } = await post(
    `/_mock/tasks/${completedTask}/delivery`,
    undefined,
    key,
    "GET",
  );
  return {
    pendingTask,
    completedTask,
    pendingBetaTask,
    completedBetaTask,
    newRun,
    runningRun,
    endedRun,
    delivery,
  };
};

type Post = (path: string, body?: object, key?: string, method?: string) => Promise<Record<string, string>>;

const poster =
  (url: string): Post =>
  async (path, body, key = "", method = "POST") => {
    const response = await fetch(url + path, {
      method,
      headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${key}:`)}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
