// The style sheets: of Tabler only what some page uses, its dark side in a file of its own (so that it can follow the device or
// the reader's choice), then our own. The start pages on phones get what they need within the page itself.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const DARK = /^(\[data-theme=dark\])(?=$|[ :.])/;

/** @returns {Promise<{light: string, dark: string}>} Tabler's rules for the classes that the sources name. */
export async function tabler(modules, web) {
  const sources = (await readdir(web, { recursive: true })).filter((file) => /\.(razor|cs|ts)$/.test(file) && !/^(bin|obj|wwwroot)\//.test(file));
  const css = await purge(await readFile(path.join(modules, "@tabler/core/dist/css/tabler.css"), "utf8"),
    sources.map((file) => path.join(web, file)), { standard: [/^alert-(danger|warning|success|info)$/], deep: [/data-theme/] });
  const light = postcss.parse(css);
  const dark = postcss.root();
  light.walkRules((rule) => split(rule, dark));
  light.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
  return { light: light.toString(), dark: dark.toString() };
}

/** @returns {Promise<string[]>} Of each sheet the rules that one page's component needs, found by following the components it is made of. */
export async function ofPage(sheets, web, page) {
  const names = (await readdir(web, { recursive: true })).filter((file) => /\.(razor|cs|ts)$/.test(file) && !/^(bin|obj|wwwroot)\//.test(file));
  const files = new Map(names.filter((file) => file.endsWith(".razor")).map((file) => [path.basename(file, ".razor"), file]));
  const found = new Set();
  const follow = async (name) => {
    const file = files.get(name);
    if (!file || found.has(file)) return;
    found.add(file);
    const text = await readFile(path.join(web, file), "utf8");
    for (const [, one] of text.matchAll(/(?:<(?:[\w.]+\.)?|@layout )([A-Z]\w+)/g)) await follow(one);
    for (const [, one] of text.matchAll(/<Island Name="([\w-]+)\.js"/g)) found.add(`assets/islands/${one}.ts`);
  };
  for (const name of ["Document", "MainLayout", "ProblemPage", page]) await follow(name);
  // Helpers beside a component name classes too, as text.
  const folders = new Set([...found].map((file) => path.dirname(file)));
  const helpers = names.filter((file) => file.endsWith(".cs") && folders.has(path.dirname(file)));
  const content = await Promise.all([...found, ...helpers].map(async (file) => {
    const text = await readFile(path.join(web, file), "utf8");
    return { raw: file.endsWith(".razor") ? text : (text.match(/"[^"\n]*"/g) ?? []).join(" "), extension: "text" };
  }));
  const safelist = { standard: [/^alert-(danger|warning|success|info)$/] };
  const [first, ...others] = await Promise.all(sheets.map((css) => purge(css, content, safelist)));
  const variables = [...others.join("").matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name);
  return [await purge(first, content, { ...safelist, variables }, true), ...others];
}

async function purge(css, content, safelist, variables = false) {
  const [result] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    // Words as they stand between spaces and quotes; a tag is no class of the same name.
    defaultExtractor: (text) => {
      const words = text.replace(/<\/?[a-z][a-z0-9]*(?=[\s>/])|\b(role|aria-[a-z]+|data-[a-z-]+|type|name|id)="[\w-]*"/g, " ").match(/[A-Za-z0-9_-]+/g) ?? [];
      const all = text.match(/[A-Za-z0-9_-]+/g) ?? [];
      return { classes: words, ids: all, tags: all, attributes: { names: all, values: all }, undetermined: [] };
    },
    safelist,
    keyframes: true,
    fontFace: true,
    variables,
  });
  return result.css;
}

function split(rule, dark) {
  if (rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
  // light-dark() is younger than many a phone: its first half stays, its second goes to the dark side.
  const second = [];
  rule.walkDecls((declaration) => {
    if (!declaration.value.includes("light-dark(")) return;
    second.push(declaration.clone({ value: half(declaration.value, 1) }));
    declaration.value = half(declaration.value, 0);
  });
  if (second.length > 0) put(rule, dark, rule.selectors, second);
  const ours = rule.selectors.filter((selector) => DARK.test(selector)).map((selector) => selector.replace(DARK, ":root"));
  if (ours.length > 0) put(rule, dark, ours, rule.nodes.map((node) => node.clone()));
  const rest = rule.selectors.filter((selector) => !/data-(bs-)?theme=dark|data-bs-navbar-theme|theme-dark/.test(selector));
  if (rest.length === 0) rule.remove();
  else rule.selectors = rest;
}

function put(rule, dark, selectors, nodes) {
  const copy = postcss.rule({ selectors, nodes });
  const within = rule.parent.type === "atrule" ? postcss.atRule({ name: rule.parent.name, params: rule.parent.params, nodes: [copy] }) : copy;
  dark.append(within);
}

// One side of every light-dark(a, b) in a value; the sides may hold brackets of their own.
function half(value, side) {
  for (let at; (at = value.indexOf("light-dark(")) >= 0; ) {
    let depth = 1;
    let comma = -1;
    let end = at + "light-dark(".length;
    const start = end;
    for (; depth > 0; end++) {
      if (value[end] === "(") depth++;
      else if (value[end] === ")") depth--;
      else if (value[end] === "," && depth === 1 && comma < 0) comma = end;
    }
    const chosen = side === 0 ? value.slice(start, comma) : value.slice(comma + 1, end - 1);
    value = value.slice(0, at) + chosen.trim() + value.slice(end);
  }
  return value;
}
