// Runs the tasks of a Dataflow Kit account that were not run yet, and saves what they produce.
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Writable } from "node:stream";
import { createDataflowKitClient, isTaskFailedError } from "@task-contracts/client/dataflowkit";

const dataflowkit = createDataflowKitClient({
  apiKey: process.env["DATAFLOWKIT_API_KEY"] ?? "examples",
  baseUrl: process.env["DATAFLOWKIT_URL"] ?? "http://127.0.0.1:4010/dataflowkit-v1",
});
const folder = process.env["RESULTS"] ?? join(tmpdir(), "dataflowkit-results");
await mkdir(folder, { recursive: true });

for await (const { id, status } of dataflowkit.listTasks()) {
  if (status !== "initialized") continue;
  await dataflowkit.runTask(id);
  try {
    await dataflowkit.waitForTask(id);
  } catch (error) {
    if (!isTaskFailedError(error)) throw error;
    console.error(error.message);
    continue;
  }
  const link = new URL(await dataflowkit.getTaskResults(id));
  const path = join(folder, basename(link.pathname));
  const { body } = await dataflowkit.downloadResults(id);
  await body?.pipeTo(Writable.toWeb(createWriteStream(path)));
  console.log(`${id} is in ${path}`);
}
