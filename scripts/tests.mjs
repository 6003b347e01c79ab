// Runs the test projects' programs, some side by side, and sums up what they report; ./test calls it.
//   node scripts/tests.mjs [--quick]
// The last line reads "N passed, N failed". Only what passed counts as passed: a skipped or an explicit test is a failed one, and so is a
// program that died or ended badly without naming a test.
import { spawn } from "node:child_process";
import { mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const quick = process.argv.includes("--quick");

// Two at a time, the slowest first: see docs/adr/0063.
const projects = ["Api", ...(quick ? [] : ["Browser"]), "Worker", "Core", "Web", "Demo"];
const atATime = 2;
// The slow tests carry this trait; they are what --quick leaves out, and the browser with them.
const without = quick ? ["-trait-", "Speed=slow"] : [];

const reports = path.join(root, "artifacts/tests");
const logs = path.join(root, ".data/logs");
await rm(reports, { recursive: true, force: true });
await rm(path.join(logs, "hosts"), { recursive: true, force: true });
await Promise.all([mkdir(reports, { recursive: true }), mkdir(logs, { recursive: true })]);

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

async function run(project) {
  const report = path.join(reports, `${project}.json`);
  const log = path.join(logs, `tests-${project}.log`);
  const out = await open(log, "w");
  const began = Date.now();
  const name = `TalentCard.${project}.Tests`;
  const program = spawn(path.join(root, `tests/${name}/bin/Debug/net10.0/${name}`), ["-noColor", "-noLogo", ...without, "-result-ctrf", report], {
    cwd: root,
    stdio: ["ignore", out.fd, out.fd],
  });
  const code = await new Promise((resolve) => program.on("error", () => resolve(-1)).on("close", resolve));
  await out.close();
  const outcome = await read(report);
  if (code !== 0 && outcome.failed === 0) outcome.failed = 1;
  if (outcome.passed === 0 && outcome.failed === 0) outcome.failed = 1;
  if (outcome.failed > 0) process.stdout.write(await readFile(log, "utf8"));
  console.log(`  ${name}: ${outcome.passed} passed, ${outcome.failed} failed, ${seconds(Date.now() - began)}`);
  return outcome;
}

async function read(report) {
  try {
    const { summary, tests } = JSON.parse(await readFile(report, "utf8")).results;
    return { passed: summary.passed, failed: summary.tests - summary.passed, tests };
  } catch {
    return { passed: 0, failed: 0, tests: [] };
  }
}

const outcomes = [];
await Promise.all(Array.from({ length: atATime }, async () => {
  while (projects.length > 0) outcomes.push(await run(projects.shift()));
}));

const classes = new Map();
for (const { duration, extra } of outcomes.flatMap(({ tests }) => tests)) classes.set(extra.type, (classes.get(extra.type) ?? 0) + duration);
console.log("The slowest classes:");
for (const [name, time] of [...classes].sort((a, b) => b[1] - a[1]).slice(0, 10)) console.log(`  ${name}: ${seconds(time)}`);

const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exit(total("failed") === 0 && total("passed") > 0 ? 0 : 1);
