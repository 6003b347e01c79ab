// Keeps the code fresh: asks for the next one every 30 s, keeps showing the last while there is no network, and says so.
const panel = document.querySelector<HTMLElement>("[data-code]");
if (panel) keepFresh(panel);

function keepFresh(panel: HTMLElement): void {
  const { code: address, lives, textGood, textOffline, textOver } = panel.dataset as Record<string, string>;
  const lifetime = Number(lives) * 1000;
  const image = panel.querySelector<HTMLImageElement>("img.code")!;
  const ring = panel.querySelector<SVGCircleElement>(".ring-left")!;
  const text = panel.querySelector<HTMLElement>(".code-state span")!;
  const retry = 3000;
  // Only differences of this clock matter, so it may be wrong.
  let until = Date.now() + lifetime;
  let next = until - lifetime / 2;
  let failing = false;
  let asking = false;

  async function renew(): Promise<void> {
    asking = true;
    const asked = Date.now();
    try {
      const answer = await fetch(address!, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (answer.status === 429 || answer.status >= 500) throw new Error(String(answer.status));
      // Signed out, suspended, expired: the page itself says why.
      if (!answer.ok) return location.reload();
      const drawing = URL.createObjectURL(await answer.blob());
      const last = image.src;
      image.src = drawing;
      if (last.startsWith("blob:")) URL.revokeObjectURL(last);
      until = asked + lifetime;
      next = asked + lifetime / 2;
      failing = false;
    } catch {
      failing = true;
      next = Date.now() + retry;
    } finally {
      asking = false;
      show();
    }
  }

  function show(): void {
    const left = Math.max(0, until - Date.now());
    ring.setAttribute("stroke-dashoffset", String(100 - (100 * left) / lifetime));
    panel.classList.toggle("code-failing", failing && left > 0);
    panel.classList.toggle("code-over", left === 0);
    const words = left === 0 ? textOver! : failing ? textOffline!.replace("{s}", String(Math.ceil(left / 1000))) : textGood!;
    if (text.textContent !== words) text.textContent = words;
  }

  function tick(): void {
    if (!asking && document.visibilityState === "visible" && Date.now() >= next) void renew();
    show();
  }

  setInterval(tick, 1000);
  addEventListener("online", () => { next = 0; tick(); });
  document.addEventListener("visibilitychange", () => { tick(); void stayAwake(); });
  void stayAwake();
}

// The screen must not go dark in the queue. Browsers without wake locks simply dim.
async function stayAwake(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => undefined);
}
