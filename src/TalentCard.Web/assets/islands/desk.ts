// The desk by scanner and keyboard. A form is sent without leaving the page, again and again while there is no network, always
// with the same key, so that it counts once; the answer takes the desk's place. The camera is fetched only when it is opened.
import { play } from "../sounds";

const $ = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector)!;
const code = () => $<HTMLInputElement>("#code");
const scan = () => $<HTMLFormElement>("[data-send=scan]");
const offline = $("[data-offline]");
const queue = $("[data-waiting]");
const others = "a, button, select, textarea, summary, input:not(#code)";
const muted = "desk-muted";
// A scanner may end its line twice; what comes so soon after an answer is no decision.
const graceTime = 600;
// A scanner that ends its line with nothing: what comes faster than fingers type, and then stops, is a whole code.
const fingers = { characters: 20, each: 50, pause: 300 };
let settled = 0;
let sending: AbortController | null = null;
// Codes that were scanned before the answer to another holder stood there. They wait, as their answer would take its place.
const waiting: string[] = [];
// The code that is being verified.
let asked = "";
// Whether the field was typed into since the last answer, and whether what stands in it was begun before that answer.
let typed = false;
let early = false;
let begun = 0;
let whole = 0;

document.documentElement.dataset.desk = "ready";
begin();

function begin(): void {
  code().focus();
  if (!early) code().select();
  const mute = $<HTMLButtonElement>("[data-mute]");
  mute.classList.remove("waits-for-script");
  mute.setAttribute("aria-pressed", String(localStorage.getItem(muted) === "yes"));
  if (navigator.mediaDevices) $("[data-camera]").classList.remove("waits-for-script");
}

// A scanner types wherever the focus is, so it comes back unless somebody works in another field.
document.addEventListener("focusout", () =>
  setTimeout(() => {
    if (!document.activeElement || document.activeElement === document.body) code().focus();
  }),
);

document.addEventListener("click", ({ target }) => {
  const at = target as Element;
  if (at.closest("[data-camera]")) void look();
  else if (at.closest("[data-give-up]")) sending?.abort();
  else if (at.closest("[data-next]")) next();
  else if (at.closest("[data-drop]")) {
    waiting.length = 0;
    showWaiting();
    code().focus();
  }
  else if (at.closest("[data-mute]")) {
    const now = localStorage.getItem(muted) !== "yes";
    localStorage.setItem(muted, now ? "yes" : "no");
    at.closest("[data-mute]")!.setAttribute("aria-pressed", String(now));
  } else if (!at.closest(`${others}, label`) && !getSelection()?.toString()) code().focus();
});

// Codes begin with a letter: a digit alone is a choice, and Enter is one where there is only one.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || code().value) return;
  if ((event.target as Element).closest("select, textarea, summary, a, button, input:not(#code)")) return;
  const open = [...document.querySelectorAll<HTMLFormElement>("[data-send=record]")];
  const chosen = event.key === "Enter" ? (open.length === 1 ? open[0] : null) : open.find((form) => form.dataset.key === event.key);
  if (event.key !== "Enter" && !chosen) return;
  event.preventDefault();
  if (event.key === "Enter" && performance.now() - settled <= graceTime) return;
  // requestSubmit shows what is still to be checked.
  if (chosen) chosen.requestSubmit();
  else if (open.length === 0) next();
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.dataset.send) return;
  event.preventDefault();
  clearTimeout(whole);
  if (form.dataset.send === "scan" && (sending || early)) keep();
  else if (!sending) void send(form);
});

document.addEventListener("input", (event) => {
  const { inputType, data, timeStamp, target } = event as InputEvent;
  if (target !== code()) return;
  clearTimeout(whole);
  typed = true;
  const length = code().value.length;
  early &&= length > 0;
  // Pasted and filled in is no scanner's.
  if (!inputType?.startsWith("insert") || inputType === "insertFromPaste") begun = -Infinity;
  else if (length === data?.length) begun = timeStamp;
  if (length >= fingers.characters && timeStamp - begun < length * fingers.each)
    whole = setTimeout(() => scan().requestSubmit(), fingers.pause);
});

// Back and forward between screens: each has its own address.
addEventListener("popstate", () => location.reload());

addEventListener("beforeunload", (event) => {
  if ((sending && offline.dataset.now === "record") || waiting.length > 0) event.preventDefault();
});

async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const stop = (sending = new AbortController());
  const scanning = form.dataset.send === "scan";
  offline.dataset.now = scanning ? "scan" : "record";
  asked = scanning ? code().value : "";
  // The field is free for the next code, wherever the hand was.
  if (scanning) code().value = "";
  code().focus();
  typed = early = false;
  document.body.classList.add("desk-sending");
  showWaiting();
  try {
    while (!stop.signal.aborted) {
      const attempt = new AbortController();
      const timer = setTimeout(() => attempt.abort(), 15_000);
      stop.signal.addEventListener("abort", () => attempt.abort(), { once: true });
      try {
        // The header says that a part of the page is asked for: without styles, which would need this page's nonce.
        const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, signal: attempt.signal });
        if (answer.status < 500) return show(answer, await answer.text(), form);
      } catch {
        // No network, or none to the end of the answer.
      } finally {
        clearTimeout(timer);
      }
      if (stop.signal.aborted) return;
      offline.hidden = false;
      await pause(stop.signal);
    }
  } finally {
    sending = null;
    offline.hidden = true;
    document.body.classList.remove("desk-sending");
    // Given up: the code can be sent again.
    if (stop.signal.aborted && scanning && !code().value) code().value = asked;
    showWaiting();
  }
}

// A second scan of the code that is being verified is the same holder's.
function keep(): void {
  const text = code().value.trim();
  code().value = "";
  early = false;
  if (text !== asked.trim() && !waiting.includes(text)) waiting.push(text);
  showWaiting();
}

function next(): void {
  if (sending || waiting.length === 0) return;
  code().value = waiting.shift()!;
  early = false;
  scan().requestSubmit();
}

function showWaiting(): void {
  queue.hidden = waiting.length === 0;
  queue.querySelector("output")!.textContent = String(waiting.length);
  queue.querySelector<HTMLButtonElement>("[data-next]")!.disabled = sending !== null;
}

function show(answer: Response, text: string, form: HTMLFormElement): void {
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = page.querySelector<HTMLElement>(".desk");
  // Signed out meanwhile, or refused: the form goes as forms do, and the page that comes says what to do.
  if (!next) {
    sending = null;
    if (asked) code().value = asked;
    form.submit();
    return;
  }
  // A scanner that is in the middle of a code goes on in the new field.
  const begunCode = typed ? code().value : "";
  const viewfinder = $("[data-viewfinder]");
  close(viewfinder.querySelector("video")!, viewfinder);
  $(".desk").replaceWith(next);
  history.pushState(null, "", answer.url);
  if (begunCode) {
    code().value = begunCode;
    early = true;
  }
  typed = false;
  settled = performance.now();
  begin();
  const sound = next.dataset.sound;
  if (sound && localStorage.getItem(muted) !== "yes") play(sound);
  (next.querySelector(".recorded") ?? next.querySelector(".answer, .alert"))?.scrollIntoView({ block: "nearest" });
}

// Two seconds, or until the network is back.
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(resume, 2000);
    addEventListener("online", () => resume(), { once: true, signal });
    signal.addEventListener("abort", () => { clearTimeout(timer); resume(); });
  });
}

async function look(): Promise<void> {
  const viewfinder = $("[data-viewfinder]");
  const video = viewfinder.querySelector("video")!;
  const state = viewfinder.querySelector<HTMLElement>("p")!;
  if (video.srcObject) return close(video, viewfinder);
  viewfinder.hidden = false;
  state.textContent = state.dataset.textWait!;
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    await video.play();
    const read = await (await import("../camera")).reader();
    state.textContent = state.dataset.textAim!;
    while (video.srcObject) {
      const text = await read(video);
      if (text) {
        code().value = text;
        close(video, viewfinder);
        return scan().requestSubmit();
      }
      await new Promise((resume) => setTimeout(resume, 120));
    }
  } catch {
    close(video, viewfinder);
    viewfinder.hidden = false;
    state.textContent = state.dataset.textDenied!;
  }
}

function close(video: HTMLVideoElement, viewfinder: HTMLElement): void {
  for (const track of (video.srcObject as MediaStream | null)?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  viewfinder.hidden = true;
  code().focus();
}
