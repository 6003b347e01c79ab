// The hotline's pages: every shortcut that a button shows, parts that change as things happen, a call that rings.
import htmx from "../htmx";

const page = document.querySelector<HTMLElement>("[data-hotline]")!;
const moved = document.querySelector<HTMLElement>("[data-moved]")!;
const left = document.querySelector<HTMLElement>("[data-left]")!;
const ringing = document.querySelector<HTMLElement>("[data-ringing]");

// A number that was typed wrong or a session that ended shows when the form itself is sent; nothing typed is lost for a part of the page.
addEventListener("keydown", (event) => {
  if (event.isComposing || event.shiftKey || event.metaKey || event.altKey === event.ctrlKey) return;
  // The key's place counts, not what an input method or a Mac makes of it.
  const key = event.code.replace(/^(Key|Digit)/, "");
  const wanted = `${event.altKey ? "Alt" : "Control"}+${key}`;
  const nearest = document.activeElement?.closest("[data-matter]") ?? document;
  const selector = `[aria-keyshortcuts="${wanted}"]`;
  const target = nearest.querySelector<HTMLElement>(selector) ?? document.querySelector<HTMLElement>(selector);
  if (!target || target.closest("[hidden]")) return;
  event.preventDefault();
  const shown = target.closest("details");
  if (shown) shown.open = true;
  target.focus();
  if (!target.matches("input:not([type=radio]), textarea")) target.click();
});

// A click counts once; a page that comes back from the history may send again (the same key records once).
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

document.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest<HTMLElement>("[data-dismiss], [data-insert]");
  if (button?.dataset.dismiss !== undefined && ringing) ringing.hidden = true;
  if (button?.dataset.insert !== undefined) insert(button);
});

// An article's words go below what was typed; without script they are copied by hand.
function insert(button: HTMLElement): void {
  const answer = document.querySelector<HTMLTextAreaElement>("#text");
  const text = button.closest("details")?.querySelector(".similar-text")?.textContent;
  if (!answer || !text) return;
  answer.value = answer.value ? `${answer.value}\n\n${text}` : text;
  const box = button.closest("details")!.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box) box.checked = true;
  answer.focus();
}
for (const button of document.querySelectorAll<HTMLElement>("[data-insert]")) button.hidden = false;

// Whether anything was typed or chosen that is not yet sent.
function touched(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("main form[method=post] :is(input:not([type=hidden]), textarea, select)");
  return [...fields].some((field) =>
    field instanceof HTMLSelectElement ? [...field.options].some((option) => option.selected !== option.defaultSelected && option.value !== "")
    : field.type === "checkbox" || field.type === "radio" ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
    : field.value !== field.defaultValue);
}

// The same page again; its living parts take the place of the old ones, ticks and focus stay.
let renewing = false;
async function renew(): Promise<void> {
  if (renewing || document.visibilityState !== "visible") return;
  renewing = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html", "X-Background": "yes" } });
    if (answer.status === 404 && page.dataset.hotline === "ticket") {
      moved.hidden = true;
      left.hidden = false;
    }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
      const next = fresh.getElementById(part.id);
      if (!next || next.outerHTML === part.outerHTML) continue;
      const ticked = new Set([...part.querySelectorAll<HTMLInputElement>("input:checked")].map((box) => box.value));
      const focus = part.contains(document.activeElement) ? document.activeElement!.id : "";
      part.replaceWith(next);
      htmx.process(next);
      for (const box of next.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = ticked.has(box.value);
      if (focus) document.getElementById(focus)?.focus();
    }
  } catch {
    // No network: the next event tries again.
  } finally {
    renewing = false;
  }
}

let soon = 0;
function renewSoon(): void {
  clearTimeout(soon);
  soon = window.setTimeout(() => void renew(), 500);
}

interface Happened { kind: string; id?: string; agent?: string }

let stream: EventSource | null = null;
let begun = false;
function watch(): void {
  // A browser opens few connections to one host: a hidden queue or ticket gives its own back. A call rings in the background too.
  if (document.visibilityState === "hidden" && page.dataset.hotline !== "call") {
    stream?.close();
    stream = null;
    return;
  }
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  stream = new EventSource(page.dataset.events!);
  for (const kind of ["call", "ticket", "viewers", "alive"]) stream.addEventListener(kind, (event) => happened(JSON.parse((event as MessageEvent<string>).data) as Happened));
  stream.addEventListener("open", () => {
    page.dataset.watching = "yes";
    // After a break something may have been missed.
    if (begun) renewSoon();
    begun = true;
  });
}

function happened(event: Happened): void {
  if (event.kind === "call") ring(event);
  else if (event.kind === "ticket" && page.dataset.hotline === "queue") renewSoon();
  else if (event.kind === "ticket" && event.id === page.dataset.id) {
    if (touched()) moved.hidden = false;
    renewSoon();
  } else if (event.kind === "viewers" && event.id === page.dataset.id) document.querySelector("[data-viewers]")?.dispatchEvent(new Event("viewers"));
}

function ring(call: Happened): void {
  if (!ringing || (call.agent && call.agent !== page.dataset.agent)) return;
  const link = ringing.querySelector("a")!;
  link.href = `/hotline?call=${call.id}`;
  if (page.dataset.hotline === "call" && !touched()) location.assign(link.href);
  else ringing.hidden = false;
}

document.addEventListener("visibilitychange", () => {
  watch();
  if (document.visibilityState === "visible" && begun) renewSoon();
});
setInterval(watch, 10_000);
watch();
