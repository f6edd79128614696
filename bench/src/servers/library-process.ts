/** Starts mock servers in its own process, as a test would, and tells how long that took: `node library-process.ts <times>`. */
const before = performance.now();
const { startMockServer } = await import("@task-contracts/mock-server");

const timeStart = async (): Promise<number> => {
  const begin = performance.now();
  const mock = await startMockServer();
  const time = performance.now() - begin;
  const { status } = await fetch(`${mock.url()}/_mock/health`);
  if (status !== 200) throw new Error(`The server is not well: ${status}.`);
  await mock.close();
  return time;
};

const imported = performance.now() - before;
const cold = imported + (await timeStart());
const warm: number[] = [];
for (let count = 0; count < Number(process.argv[2]); count += 1) warm.push(await timeStart());

process.once("message", () => process.send?.({ cold, warm }));
