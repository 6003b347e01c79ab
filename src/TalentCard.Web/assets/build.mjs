// Builds what browsers load: styles and islands bundled and named by their content, one sprite of the icons in use, and
// the barcode reader for browsers without one. Run by `npm run build`.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { ofPage, tabler } from "./styles.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const web = path.dirname(here);
const root = path.resolve(web, "../..");
const modules = path.join(root, "node_modules");
const out = path.join(web, "wwwroot/assets");
const manifest = {};
const target = ["chrome100", "safari15.4", "firefox110"];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

async function write(name, content) {
  const { name: stem, ext } = path.parse(name);
  const file = `${stem}-${createHash("sha256").update(content).digest("hex").slice(0, 10)}${ext}`;
  await writeFile(path.join(out, file), content);
  manifest[name] = `/assets/${file}`;
}

async function minified(css) {
  return (await transform(css, { loader: "css", minify: true, target, logLevel: "error" })).code;
}

// Every quoted word in a source file that names an icon: a few too many cost less than a list to keep.
const icons = new Set();
const sources = (await readdir(web, { recursive: true })).filter((file) => /\.(razor|cs)$/.test(file) && !/^(bin|obj)\//.test(file));
for (const file of sources)
  for (const [, word] of (await readFile(path.join(web, file), "utf8")).matchAll(/"([a-z][a-z0-9-]*)"/g)) icons.add(word);
const symbols = [];
for (const icon of [...icons].sort()) {
  const svg = await readFile(path.join(modules, `@tabler/icons/icons/outline/${icon}.svg`), "utf8").catch(() => null);
  if (svg) symbols.push(`<symbol id="${icon}" viewBox="0 0 24 24">${svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").trim()}</symbol>`);
}
await write("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);

const wasm = await readFile(path.join(modules, "zxing-wasm/dist/reader/zxing_reader.wasm"));
await write("zxing_reader.wasm", wasm);

const { light, dark } = await tabler(modules, web);
const sheets = {};
for (const [name, before] of [["app.css", light], ["dark.css", dark], ["contrast.css", ""]]) {
  const own = await build({ absWorkingDir: here, entryPoints: [`styles/${name}`], bundle: true, write: false });
  sheets[name] = before + own.outputFiles[0].text;
  await write(name, await minified(sheets[name]));
}
for (const page of ["CardPage", "DeskPage"])
  for (const [i, css] of (await ofPage(Object.values(sheets), web, page)).entries()) await write(`${page}-${Object.keys(sheets)[i]}`, await minified(css));

const islands = (await readdir(path.join(here, "islands"))).filter((file) => file.endsWith(".ts")).map((file) => `islands/${file}`);
// The desk by itself: what it would share with others is a request more than it is worth.
const desk = islands.filter((file) => file.endsWith("/desk.ts"));
for (const entryPoints of [islands.filter((file) => !desk.includes(file)), desk]) {
  const result = await build({
    absWorkingDir: here,
    entryPoints,
    bundle: true,
    splitting: true,
    format: "esm",
    target,
    minify: true,
    outdir: out,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    nodePaths: [modules],
    define: { ZXING_WASM: JSON.stringify(manifest["zxing_reader.wasm"]) },
    metafile: true,
    logLevel: "warning",
  });
  for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs))
    if (entryPoint) manifest[path.basename(entryPoint).replace(/\.ts$/, ".js")] = `/assets/${path.basename(file)}`;
}

// The service worker keeps these; another content has another name, and so makes another worker.
const kept = ["app.css", "dark.css", "contrast.css", "icons.svg"].map((name) => manifest[name]);
await build({
  absWorkingDir: here,
  entryPoints: ["worker/sw.ts"],
  bundle: true,
  format: "iife",
  target,
  minify: true,
  outdir: out,
  define: { KEPT: JSON.stringify(kept), VERSION: JSON.stringify(createHash("sha256").update(kept.join()).digest("hex").slice(0, 10)) },
  logLevel: "warning",
});
await writeFile(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2));
