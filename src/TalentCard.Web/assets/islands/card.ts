// Keeps the code fresh: asks for the next one every 30 s, keeps showing the last while there is no network, and says so.
const panel = document.querySelector<HTMLElement>("[data-code]");
if (panel) keepFresh(panel);

function keepFresh(panel: HTMLElement): void {
  const { code: address, lives, textGood, textOffline, textOver } = panel.dataset as Record<string, string>;
  const lifetime = Number(lives) * 1000;
  const ring = panel.querySelector<SVGCircleElement>(".ring-left")!;
  const seconds = panel.querySelector<HTMLElement>(".ring-seconds")!;
  const words = panel.querySelector<HTMLElement>(".code-words")!;
  const retry = 3000;
  // Only differences of this clock matter, so it may be wrong. The first code was made while the page was under way.
  let until = Date.now() - age() + lifetime;
  let next = until - lifetime / 2;
  let failing = false;
  let asking = false;

  async function renew(): Promise<void> {
    asking = true;
    const asked = Date.now();
    // AbortSignal.timeout is younger than the browsers inside some apps.
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 8000);
    try {
      const answer = await fetch(address!, { cache: "no-store", signal: abort.signal });
      if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
      // Signed out, suspended, expired: the page itself says why.
      if (!answer.ok || answer.redirected) return location.reload();
      await put(await answer.blob());
      until = asked + lifetime;
      next = asked + lifetime / 2;
      failing = false;
    } catch {
      failing = true;
      next = Date.now() + retry;
    } finally {
      clearTimeout(timer);
      asking = false;
      show();
    }
  }

  // The next picture takes the last one's place when it can be drawn at once, so that nothing flickers under a scanner.
  async function put(drawing: Blob): Promise<void> {
    const last = panel.querySelector<HTMLImageElement>("img.code")!;
    const fresh = last.cloneNode() as HTMLImageElement;
    fresh.src = URL.createObjectURL(drawing);
    await fresh.decode();
    last.replaceWith(fresh);
    if (last.src.startsWith("blob:")) URL.revokeObjectURL(last.src);
  }

  function show(): void {
    const left = Math.max(0, until - Date.now());
    const good = left > 0 && !failing;
    // While all is well the ring runs to the next code, else to the end of this one.
    const [rest, whole] = good ? [Math.max(0, next - Date.now()), lifetime / 2] : [left, lifetime];
    ring.setAttribute("stroke-dashoffset", String(100 - Math.min(100, (100 * rest) / whole)));
    seconds.textContent = left === 0 ? "" : String(Math.ceil(rest / 1000));
    panel.classList.toggle("code-failing", failing && left > 0);
    panel.classList.toggle("code-over", left === 0);
    const state = left === 0 ? textOver! : failing ? textOffline! : textGood!;
    if (words.textContent !== state) words.textContent = state;
  }

  function tick(): void {
    if (!asking && document.visibilityState === "visible" && Date.now() >= next) void renew();
    show();
  }

  show();
  setInterval(tick, 1000);
  addEventListener("online", () => { next = 0; tick(); });
  addEventListener("offline", () => { failing = true; next = Date.now() + retry; show(); });
  // Back from the browser's memory: the code may be as old as the walk was long.
  addEventListener("pageshow", (event) => { if (event.persisted) { next = 0; tick(); } });
  document.addEventListener("visibilitychange", () => { tick(); void stayAwake(panel); });
  void stayAwake(panel);
}

function age(): number {
  const [page] = performance.getEntriesByType?.("navigation") as PerformanceNavigationTiming[] ?? [];
  return page ? Math.max(0, performance.now() - page.requestStart) : 0;
}

// The screen must not go dark in the queue. Where the browser cannot promise that, the page says what to do.
async function stayAwake(panel: HTMLElement): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const hint = panel.querySelector<HTMLElement>(".code-dim")!;
  try {
    await navigator.wakeLock.request("screen");
    hint.hidden = true;
  } catch {
    hint.hidden = false;
  }
}
