// The style sheets: of Tabler only what some page uses, its dark side in a file of its own (so that it can follow the device or
// the reader's choice), then our own.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const DARK = /^(\[data-theme=dark\])(?=$|[ :.])/;

/** @returns {Promise<{light: string, dark: string}>} Tabler's rules for the classes that the sources name. */
export async function tabler(modules, web) {
  const sources = (await readdir(web, { recursive: true })).filter((file) => /\.(razor|cs|ts)$/.test(file) && !/^(bin|obj|wwwroot)\//.test(file));
  const [{ css }] = await new PurgeCSS().purge({
    content: sources.map((file) => path.join(web, file)),
    css: [{ raw: await readFile(path.join(modules, "@tabler/core/dist/css/tabler.css"), "utf8") }],
    // Words as they stand between spaces, quotes and angles.
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    safelist: { standard: [/^alert-(danger|warning|success|info)$/], deep: [/data-theme/] },
    keyframes: true,
    fontFace: true,
  });
  const light = postcss.parse(css);
  const dark = postcss.root();
  light.walkRules((rule) => split(rule, dark));
  light.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
  return { light: light.toString(), dark: dark.toString() };
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
