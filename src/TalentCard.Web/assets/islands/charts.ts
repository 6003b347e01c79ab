// Draws tables as charts. The table stays, folded: it is the chart for screen readers and keyboards.
type Row = { label: string; address: string; values: number[] };

const style = getComputedStyle(document.documentElement);
const colour = (name: string): string => style.getPropertyValue(name).trim();

function read(figure: HTMLElement): { series: string[]; rows: Row[] } {
  return {
    series: [...figure.querySelectorAll("thead th:not(:first-child)")].map((cell) => cell.textContent!),
    rows: [...figure.querySelectorAll("tbody tr")].map((row) => {
      const link = row.querySelector("a")!;
      const values = [...row.querySelectorAll<HTMLElement>("td")].map((cell) => Number(cell.dataset.value));
      return { label: link.textContent!, address: link.href, values };
    }),
  };
}

async function draw(figure: HTMLElement, area: HTMLElement): Promise<void> {
  const { init } = await import("../echarts");
  const { series, rows } = read(figure);
  const line = figure.dataset.chart === "line";
  const lying = !line && figure.dataset.chart !== "columns";
  if (lying) area.style.height = `${Math.max(16, rows.length * 2.6 + 4)}rem`;
  const chart = init(area, null, { renderer: "canvas" });
  new ResizeObserver(() => chart.resize()).observe(area);
  const text = { color: colour("--tblr-secondary"), fontFamily: getComputedStyle(document.body).fontFamily };
  if (figure.dataset.chart === "funnel") {
    chart.setOption({
      color: [colour("--chart-first")],
      textStyle: text,
      series: [{
        type: "funnel", sort: "none", minSize: "4%", top: 8, bottom: 8, left: 0, width: "50%", gap: 3,
        label: { ...text, position: "right", formatter: "{b}  {c}", fontSize: 13, width: 150, overflow: "break" },
        labelLine: { length: 10, lineStyle: { color: colour("--tblr-border-color") } },
        itemStyle: { borderWidth: 0 },
        data: rows.map(({ label, values }) => ({ name: label, value: values[0] })),
      }],
    });
    chart.on("click", ({ dataIndex }) => location.assign(rows[dataIndex]!.address));
    area.dataset.drawn = "yes";
    return;
  }
  const names = {
    type: "category",
    data: rows.map(({ label }) => label),
    inverse: lying,
    triggerEvent: true,
    axisLabel: { ...text, hideOverlap: true, width: lying ? Math.min(150, area.clientWidth * 0.38) : undefined, overflow: "break" },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("--tblr-border-color") } },
  };
  const numbers = { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour("--tblr-border-color") } } };
  chart.setOption({
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: ["first", "second", "third", "fourth"].map((name) => colour(`--chart-${name}`)),
    textStyle: text,
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: text, itemWidth: 14, itemHeight: 10 },
    // Drawn on the canvas: the content security policy takes no style from a string.
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, renderMode: "richText" },
    xAxis: lying ? numbers : names,
    yAxis: lying ? names : numbers,
    series: series.map((name, index) => ({
      type: line ? "line" : "bar",
      name,
      symbolSize: 7,
      showSymbol: rows.length < 60,
      stack: figure.dataset.chart === "stack" ? "all" : undefined,
      barMaxWidth: 28,
      data: rows.map(({ values }) => values[index]),
    })),
  });
  chart.on("click", (event) => {
    const row = event.componentType === "series" ? rows[event.dataIndex] : rows.find(({ label }) => label === event.value);
    if (row) location.assign(row.address);
  });
  area.dataset.drawn = "yes";
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      void draw(target.closest("figure")!, target as HTMLElement);
    }
  },
  { rootMargin: "25%" },
);
for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) {
  const area = figure.querySelector<HTMLElement>("[data-chart-area]");
  if (!area) continue;
  figure.querySelector("details")!.open = false;
  area.hidden = false;
  seen.observe(area);
}

export {};
