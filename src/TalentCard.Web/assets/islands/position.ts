// A visit may say where the phone is: asked for by the button alone, rounded before it leaves the page.
const frame = document.querySelector<HTMLElement>("[data-position]");
if (frame && navigator.geolocation && isSecureContext) offer(frame);

function offer(frame: HTMLElement): void {
  const find = <T extends Element>(what: string) => frame.querySelector<T>(what)!;
  const [add, drop, word] = [find<HTMLButtonElement>("[data-add]"), find<HTMLButtonElement>("[data-drop]"), find<HTMLElement>("[role=status]")];
  const [latitude, longitude] = [find<HTMLInputElement>("[name=latitude]"), find<HTMLInputElement>("[name=longitude]")];

  const show = (text: string | undefined) => {
    word.textContent = text ?? "";
    drop.hidden = latitude.value === "";
    add.hidden = !drop.hidden;
  };
  add.addEventListener("click", () => {
    add.disabled = true;
    word.textContent = frame.dataset.asking!;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // About a hundred metres: enough to say that the phone was at the village.
        latitude.value = coords.latitude.toFixed(3);
        longitude.value = coords.longitude.toFixed(3);
        add.disabled = false;
        show(frame.dataset.added);
      },
      () => {
        add.disabled = false;
        show(frame.dataset.refused);
      },
      { timeout: 15_000, maximumAge: 60_000 });
  });
  drop.addEventListener("click", () => {
    latitude.value = longitude.value = "";
    show("");
    add.focus();
  });
  show(latitude.value === "" ? "" : frame.dataset.added);
  frame.hidden = false;
}
