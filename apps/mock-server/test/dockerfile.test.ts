import { execFile } from "node:child_process";
import { access, constants, cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DockerfileParser, type Instruction, type JSONInstruction } from "dockerfile-ast";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runProcess, type RunningProcess } from "./support/run-process.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const dockerfile = DockerfileParser.parse(await readFile(new URL("../Dockerfile", import.meta.url), "utf8"));

const all = dockerfile.getInstructions();
const [, finalStage = []] = all.reduce<Instruction[][]>((stages, instruction) => {
  if (instruction.getKeyword() === "FROM") stages.push([]);
  stages.at(-1)?.push(instruction);
  return stages;
}, []);

const argumentsOf = (keyword: string, among = finalStage): string[][] =>
  among
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArguments().map((argument) => argument.getValue()));

/** The list in an instruction of the form `CMD ["a", "b"]`. */
const listOf = (instruction: Instruction | undefined): string[] =>
  (instruction as JSONInstruction).getJSONStrings().map((text) => text.getJSONValue());

const [entrypoint = "", ...flags] = listOf(dockerfile.getENTRYPOINTs()[0]);
const healthcheck = dockerfile.getHEALTHCHECKs()[0]?.getRawArgumentsContent() ?? "";
const [checker = "", ...checkerArguments] = JSON.parse(
  /CMD (\[.*\])$/s.exec(healthcheck)?.[1] ?? "[]",
) as string[];

/** The root of the image: what its last stage copies, from where its build stage leaves it. */
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "mock-server-image-"));
  for (const values of argumentsOf("COPY")) {
    const [destination = "", ...sources] = values.filter((value) => !value.startsWith("--")).toReversed();
    for (const source of sources) {
      const to = destination.endsWith("/") ? join(destination, basename(source)) : destination;
      await mkdir(join(root, dirname(to)), { recursive: true });
      await cp(join(repository, source.replace(/^\/build\//, "")), join(root, to), { recursive: true });
    }
  }
});

afterAll(() => rm(root, { recursive: true }));

/** The program behind the name that the image has for it. */
const program = (): string => {
  const links = argumentsOf("RUN").map((words) => words.join(" "));
  const [, target = ""] =
    new RegExp(`ln -s (\\S+) /usr/local/bin/${entrypoint}( |$)`).exec(links.join("\n")) ?? [];
  return join(root, target);
};

/** Starts what the container starts, on a free port. */
const startServer = async (...more: string[]): Promise<{ server: RunningProcess; port: string }> => {
  const server = runProcess(program(), ...flags, "--port", "0", ...more);
  onTestFinished(() => void server.child.kill("SIGKILL"));
  const [, port = ""] = await server
    .writes(/"url":"http:\/\/\S+?:(\d+)|http:\/\/[\w.]+:(\d+)\//)
    .then((found) => [found[0], found[1] ?? found[2] ?? ""]);
  return { server, port };
};

/** Runs the health check of the image against another port than its own. */
const checkHealth = (port: string): Promise<number> =>
  promisify(execFile)(
    checker === "node" ? process.execPath : checker,
    checkerArguments.map((argument) => argument.replace("4010", port)),
  ).then(
    () => 0,
    ({ code }: { code: number }) => code,
  );

describe("the image", () => {
  test("needs nothing that it does not copy, and prints the token of its control API", async () => {
    expect(await access(program(), constants.X_OK)).toBeUndefined();
    const { server, port } = await startServer("--store", `sqlite:${join(root, "tasks.db")}`);
    await server.writes(/TASK_MOCK_TOKEN=\w+/);
    const response = await fetch(`http://127.0.0.1:${port}/scale-v1/tasks`, {
      headers: { authorization: `Basic ${btoa("test_key:")}` },
    });
    expect(response.status).toBe(200);
  });

  test("distinguishes a healthy server from an unhealthy one", async () => {
    const { server, port } = await startServer();
    expect(await checkHealth(port)).toBe(0);
    server.child.kill("SIGKILL");
    await server.exit;
    expect(await checkHealth(port)).toBe(1);
  });

  test.runIf(process.platform !== "win32")("ends cleanly when it is stopped", async () => {
    const { server } = await startServer();
    server.child.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  });

  test("runs as an ordinary user, who owns the volume", () => {
    const keywords = finalStage.map((instruction) => instruction.getKeyword());
    expect(argumentsOf("USER")).toEqual([["node"]]);
    expect(keywords.lastIndexOf("RUN")).toBeLessThan(keywords.indexOf("USER"));
    const [[volume = ""] = []] = argumentsOf("VOLUME");
    expect(argumentsOf("RUN").flat().join(" ")).toContain(`chown node:node ${volume}`);
  });

  test("listens where the health check asks, and where it says", async () => {
    const [[port = ""] = []] = argumentsOf("EXPOSE");
    expect(checkerArguments.join(" ")).toContain(`http://127.0.0.1:${port}/_mock/health`);
    const help = await promisify(execFile)(process.execPath, [program(), "serve", "--help"]);
    expect(help.stdout).toMatch(new RegExp(`--port [^-]*default:\\s+${port}`));
    expect(flags.join(" ")).toContain("--host 0.0.0.0");
  });

  test("is built with the Node and the pnpm of the repository", async () => {
    const { packageManager, devDependencies } = JSON.parse(
      await readFile(join(repository, "package.json"), "utf8"),
    ) as { packageManager: string; devDependencies: { node: string } };
    const images = new Set(argumentsOf("FROM", all).map(([image]) => image));
    // By its digest too: anyone who can move the tag cannot change what is built on.
    const pinned = new RegExp(
      `^node:${devDependencies.node.replaceAll(".", "\\.")}-slim@sha256:[\\da-f]{64}$`,
    );
    expect([...images]).toEqual([expect.stringMatching(pinned)]);
    for (const words of argumentsOf("RUN", all).filter(([command]) => command === "npx"))
      expect(words).toContain(packageManager);
  });
});
