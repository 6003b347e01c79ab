// The search from anywhere, as a combobox of the ARIA practices: the focus stays in the box, the arrows move through the
// list below it. What was found comes from the server as a piece of a page.
const form = document.querySelector<HTMLFormElement>("[data-search]")!;
const box = form.querySelector<HTMLInputElement>("input")!;
const list = form.querySelector<HTMLElement>("[role=listbox]")!;
const said = form.querySelector<HTMLElement>("[data-search-said]")!;
const options = (): HTMLAnchorElement[] => [...list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
box.placeholder = box.dataset.keys!;
let timer = 0;
let asking: AbortController | undefined;

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  box.focus();
  box.select();
});

box.addEventListener("input", () => {
  clearTimeout(timer);
  const text = box.value.trim();
  // One Chinese letter says something, one Latin letter does not.
  if (text.length < 2 && !/[^\x20-\x7e]/.test(text)) return close();
  timer = setTimeout(() => void ask(text), 160);
});

box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const found = options();
  const at = found.findIndex((option) => option.id === box.getAttribute("aria-activedescendant"));
  if (event.key === "ArrowDown" && found.length) mark(found, at + 1);
  else if (event.key === "ArrowUp" && found.length) mark(found, at < 0 ? found.length - 1 : at - 1);
  else if (event.key === "Enter" && found[at]) found[at].click();
  else if (event.key === "Escape" && !list.hidden) close();
  else return;
  event.preventDefault();
});

form.addEventListener("focusout", ({ relatedTarget }) => {
  if (!form.contains(relatedTarget as Node | null)) close();
});
// A press on an option must not take the focus before the click follows its link.
list.addEventListener("mousedown", (event) => event.preventDefault());
addEventListener("pageshow", () => close());

async function ask(text: string): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(text)}`, { signal: asking.signal, headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected || document.activeElement !== box) return close();
    list.innerHTML = await answer.text();
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
    said.textContent = (list.querySelector("[data-none]") ?? list.querySelector("[data-said]"))!.textContent;
  } catch {
    // A newer question took this one's place, or there is no network: Enter still leads to the page of results.
  }
}

function mark(found: HTMLAnchorElement[], at: number): void {
  const chosen = found[(at + found.length) % found.length]!;
  for (const option of found) option.setAttribute("aria-selected", String(option === chosen));
  box.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function close(): void {
  clearTimeout(timer);
  asking?.abort();
  list.hidden = true;
  list.replaceChildren();
  said.textContent = "";
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

export {};
