// Says a clear word where there is no network, in place of the browser's error page. It keeps the styles, the icons and one
// page without a person in it; never a page of the talent's, never a code.
declare const KEPT: string[];
declare const VERSION: string;

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskingEvent extends LastingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker extends EventTarget {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
}

const worker = self as unknown as Worker;
const offline = "/card/offline";
const cacheName = `talentcard-${VERSION}`;

worker.addEventListener("install", (event) => (event as LastingEvent).waitUntil(keep()));
worker.addEventListener("activate", (event) => (event as LastingEvent).waitUntil(forgetOthers()));
worker.addEventListener("fetch", (event) => {
  const asking = event as AskingEvent;
  const { pathname } = new URL(asking.request.url);
  if (asking.request.mode === "navigate") asking.respondWith(fetch(asking.request).catch(() => kept(offline)));
  else if (KEPT.includes(pathname)) asking.respondWith(kept(pathname));
});

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName);
  // Without cookies: the page is nobody's.
  const ask = (path: string) => new Request(path, { credentials: "omit", cache: "reload" });
  await cache.addAll([...KEPT, offline].map(ask));
  await worker.skipWaiting();
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
  await worker.clients.claim();
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path)) ?? fetch(path);
}
